internal import FilingModel
internal import TestSupport
internal import Testing

@Suite struct `Exact decimals` {
    @Test(arguments: [
        ("163350", "163350"), ("163,350", "163350"), ("$ 2.6", "2.6"), ("$2.60", "2.6"), ("-4.50", "-4.5"),
        (".5", "0.5"),
        ("5.", "5"), ("(12)", "-12"), ("( 12 )", "-12"), ("$(12.50)", "-12.5"), ("($12.50)", "-12.5"), ("+7", "7"),
        ("-$7", "-7"), ("$-7", "-7"), (" 1,234,567.8900 ", "1234567.89"), ("0.00", "0"), ("-0", "0"), ("007", "7"),
        ("999999999999.9999", "999999999999.9999"), ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775807", "-9223372036854775807"), ("0.000000000000000001", "0.000000000000000001"),
        ("-0.05", "-0.05"), ("1.000000000000000000", "1"),
    ])
    func `are read as forms write them`(text: String, written: String) throws {
        let value = try #require(ExactDecimal(parsing: text))
        #expect(value.description == written)
        #expect(ExactDecimal(parsing: Substring(text)) == value)
        #expect(ExactDecimal(parsing: value.description) == value)
        #expect(ExactDecimal(parsing: value.grouped) == value)
    }

    @Test(arguments: [
        "", " ", ".", "-", "$", "()", "(", ")", "(1", "1)", "1 2", "(1 2)", "1. 2", "1.2.3", "1-", "1$", "$$1", "--1",
        "+-1",
        "-+1", "(-1)", "-(1)", "(1))", "((1))", "1e5", "0x10", "one", "1,000.0,0", ",1", ".(5)", "1 ,000", "١",
        "9223372036854775808", "-9223372036854775809", "99999999999999999999", "0.0000000000000000001", "1 %",
    ])
    func `refuse everything else`(text: String) {
        #expect(ExactDecimal(parsing: text) == nil)
    }

    @Test func `are one value however many zeros follow`() throws {
        let texts = ["2.6", "2.60", "2.600", "$2.6000", "+2.6"]
        let values = try texts.map { try #require(ExactDecimal(parsing: $0)) }
        #expect(Set(values).count == 1)
        #expect(Set(values.map(\.hashValue)).count == 1)
        #expect(ExactDecimal(significand: 2600, scale: 3) == values[0])
        #expect(ExactDecimal(significand: 0, scale: 18) == ExactDecimal(0))
        #expect(ExactDecimal(significand: 1, scale: 19) == nil)
    }

    @Test func `are ordered as exact arithmetic orders them`() throws {
        var generator = SeededGenerator(seed: 3)
        func scaled(_ value: ExactDecimal) -> Int128 {
            (value.scale..<18).reduce(Int128(value.significand)) { total, _ in total * 10 }
        }
        var values: [ExactDecimal] = [ExactDecimal(.max), ExactDecimal(.min), ExactDecimal(0)]
        for _ in 0..<300 {
            let bits = Int64.random(in: 0...62, using: &generator)
            let digits = Int64.random(in: Int64.min...Int64.max, using: &generator) >> bits
            values.append(
                try #require(ExactDecimal(significand: digits, scale: UInt8.random(in: 0...18, using: &generator))))
        }
        for left in values {
            for right in values {
                #expect((left < right) == (scaled(left) < scaled(right)))
                #expect((left == right) == (scaled(left) == scaled(right)))
            }
        }
    }

    @Test(arguments: [
        ("0", "0"), ("12", "12"), ("123", "123"), ("1234", "1,234"), ("163350", "163,350"),
        ("-1234567.25", "-1,234,567.25"),
        ("-123", "-123"), ("0.0001", "0.0001"), ("1000000", "1,000,000"), ("-100", "-100"),
    ])
    func `are printed with commas between thousands`(text: String, grouped: String) {
        #expect(ExactDecimal(parsing: text)?.grouped == grouped)
    }

    @Test func `print the largest numbers there are`() {
        #expect(ExactDecimal(.min).grouped == "-9,223,372,036,854,775,808")
        #expect(ExactDecimal(significand: .min, scale: 18)?.description == "-9.223372036854775808")
    }

    @Test func `never trap, whatever the text`() {
        var generator = SeededGenerator(seed: 4)
        let marks = Array("0123456789.,$-+() ")
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &generator)
            let text = String((0..<length).compactMap { _ in marks.randomElement(using: &generator) })
            if let value = ExactDecimal(parsing: text) { #expect(ExactDecimal(parsing: value.description) == value) }
        }
    }
}
