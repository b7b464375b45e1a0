import Storage
import Synchronization
import TestSupport
import Testing

@testable import InvertedIndex

/// Every operation of a writer, and every state that a machine may come up with if it stops there.
@Suite struct `A crash at any moment` {
    /// What was found in some scenarios.
    struct Tally {
        var operations = 0
        var tried = 0
        /// States unlike one another.
        var distinct = 0
        /// Of those, what was opened and read whole: others differ from them in files that no manifest names.
        var opened = 0
        /// Of those, on what the next writer was let loose: others differ in the bytes of such files.
        var recovered = 0
        var problems: [String] = []

        static func += (left: inout Tally, right: Tally) {
            left.operations += right.operations
            left.tried += right.tried
            left.distinct += right.distinct
            left.opened += right.opened
            left.recovered += right.recovered
            left.problems += right.problems
        }
    }

    /// Goes through lives of an index and opens it in the states after each of their operations.
    private static func crash(
        seeds: ClosedRange<UInt64>, stepCount: Int, statesMax: Int, omitting omission: CrashDisk.Omission = .none
    ) throws -> Tally {
        let survivor = try CrashSurvivor()
        var tally = Tally()
        for seed in seeds {
            let disk = CrashDisk(omitting: omission)
            var scenario = try CrashScenario(seed: seed, on: disk) { disk.acknowledge($0) }
            try scenario.run(stepCount: stepCount)
            tally += crash(disk, scenario, seed: seed, statesMax: statesMax, survivor)
        }
        return tally
    }

    private static func crash(
        _ disk: CrashDisk, _ scenario: CrashScenario, seed: UInt64, statesMax: Int, _ survivor: CrashSurvivor
    ) -> Tally {
        var tally = Tally()
        var generator = SeededGenerator(seed: seed)
        var distinct: Set<UInt64> = []
        var opened: [UInt64: CrashSurvivor.Outcome] = [:]
        survivor.forget()
        var recovered: [UInt64: String?] = [:]
        for (number, point) in disk.points.enumerated() {
            tally.operations += 1
            point.forEachState(limit: statesMax, using: &generator) { state in
                tally.tried += 1
                distinct.insert(state.fingerprint)
                let outcome = opened[state.published] ?? survivor.open(state.files(), scenario)
                opened[state.published] = outcome
                var problem = outcome.problem
                if problem == nil {
                    problem = recovered[state.named] ?? survivor.recoveryProblem(state.files())
                    recovered[state.named] = .some(problem)
                }
                if outcome.generation != point.acknowledged, outcome.generation != point.acknowledged + 1 {
                    problem = "commit \(outcome.generation), where \(point.acknowledged) was acknowledged"
                }
                guard let problem else { return }
                tally.problems.append("seed \(seed), operation \(number) (\(point.operation)): \(problem)")
            }
        }
        (tally.distinct, tally.opened, tally.recovered) = (distinct.count, survivor.openedCount, recovered.count)
        return tally
    }

    /// `FILINGS_TORTURE` times as many lives are gone through where it is set.
    private static let torture = UInt64(TestFile.environment("FILINGS_TORTURE") ?? "") ?? 1

    @Test(arguments: [UInt64](0..<4))
    func `leaves the commit before or the one under way, whole`(part: UInt64) throws {
        let count = 5 * Self.torture
        let tally = try Self.crash(seeds: part * count + 1...part * count + count, stepCount: 8, statesMax: 800)
        print(
            "crash simulator, part \(part + 1): \(tally.operations) operations, \(tally.tried) states tried, "
                + "\(tally.distinct) distinct, \(tally.opened) opened, \(tally.recovered) written to")
        #expect(tally.problems.isEmpty, "\(tally.problems.count): \(tally.problems.first ?? "")")
        // Over 100,000 in all parts.
        #expect(tally.tried >= 15_000)
    }

    /// Canaries: a protocol that leaves a sync out must be found out.
    @Test(arguments: [
        CrashDisk.Omission.directories, .directoryAfterManifest, .directoryBeforeManifest, .files,
    ])
    func `is noticed to lose data where a sync is left out`(omission: CrashDisk.Omission) throws {
        let tally = try Self.crash(seeds: 1...2, stepCount: 5, statesMax: 100, omitting: omission)
        #expect(!tally.problems.isEmpty)
    }

    /// Every operation fails once, with and without recovery, for want of space or because the disk is broken.
    @Test(arguments: [FaultyFileSystem.Aftermath.recovers, .staysDown, .isFull, .wasFull])
    func `is no worse than a disk that fails at any operation`(aftermath: FaultyFileSystem.Aftermath) throws {
        let survivor = try CrashSurvivor()
        var number = 1
        while number < 300 {
            let memory = MemoryDisk()
            let disk = FaultyFileSystem(failingAt: number, then: aftermath, on: memory)
            let acknowledged = Mutex<UInt64>(0)
            var scenario = try CrashScenario(seed: 3, on: disk) { generation in
                acknowledged.withLock { $0 = generation }
            }
            var failure: (any Error)?
            do {
                for step in [CrashScenario.Step.add, .delete, .merge, .rollback, .add, .copy] { try scenario.run(step) }
            } catch {
                failure = error
            }
            if let failure {
                guard case .storage = failure as? IndexError else {
                    Issue.record("operation \(number): expected the disk's error, found: \(failure)")
                    return
                }
            } else {
                // What fails without a word is the removal of what is no longer needed.
                #expect(!disk.hasFailed || disk.log[number - 1] == "remove" || aftermath == .isFull)
            }
            survivor.forget()
            let outcome = survivor.open(memory.files, scenario)
            let last = acknowledged.withLock { $0 }
            #expect(outcome.problem == nil, "operation \(number)")
            #expect(outcome.generation == last || failure != nil && outcome.generation == last + 1)
            #expect(survivor.recoveryProblem(memory.files) == nil, "operation \(number)")
            if !disk.hasFailed { break }
            number += 1
        }
        #expect(number > 40 && number < 300)
    }
}
