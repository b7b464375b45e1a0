internal import Testing

@testable internal import FilingServer

@Suite struct `Requests` {
    @Test func `paths and parameters are decoded`() throws {
        let call = try Call(method: "GET", target: "/v1/people/name%3Aa%20b/?q=a+b%2Bc&x=&y#z?w=1")
        #expect(call.path == ["v1", "people", "name:a b"])
        #expect(call.items.map(\.name) == ["q", "x", "y"])
        #expect(call.items.map(\.value) == ["a b+c", "", ""])
        #expect(try Call(method: "GET", target: "/").path == [])
    }

    @Test(arguments: [
        "/%ff", "/?q=%ff", "/%c0%af", "/?q=%ed%a0%80", "/%", "/%4", "/?q=%zz", "/%00", "/?q=a%00b", "search", "",
        "http://other/x", "/?" + String(repeating: "a=1&", count: 201),
    ])
    func `what is no address is refused`(target: String) {
        #expect(throws: Problem.self) { try Call(method: "GET", target: target) }
    }

    @Test(arguments: [
        (Parameter("n", .integer(0...10), ""), ["0", "10", "7"], ["-1", "11", "+1", "1.0", "", "x", "0x1", " 1"]),
        (Parameter("n", .share, ""), ["0", "1", "0.5", ".5"], ["1.1", "-0", "nan", "inf", "1e-3", "", "."]),
        (
            Parameter("n", .amount, ""), ["0", "100000", "2.50"],
            ["-1", "1,000", "$1", "1e9", "", "1.2.3", "9999999999999999"]
        ),
        (
            Parameter("n", .day, ""), ["2013", "2013-02", "2012-02-29"],
            ["2013-02-29", "2013-13", "13", "2013-1-1", "", "x"]
        ),
        (Parameter("n", .flag, ""), ["true", "false"], ["1", "TRUE", ""]),
        (Parameter("n", .word(["a", "b"]), ""), ["a", "b"], ["c", "", "A"]),
        (Parameter("n", .words(["a", "b"]), ""), ["a", "a,b"], ["a,", "", "a,c"]),
        (Parameter("n", .codes, ""), ["P", "P,S"], ["P,", "", "P OR S", "P)"]),
        (Parameter("n", .text(lengthMax: 4), ""), ["", "abcd", "éééé"], ["abcde"]),
    ])
    func `a parameter takes what it should and nothing else`(parameter: Parameter, good: [String], bad: [String]) {
        #expect(good.filter { parameter.fault($0) != nil } == [])
        #expect(bad.filter { parameter.fault($0) == nil } == [])
    }

    @Test func `an API refuses what it does not know, a page passes over it`() throws {
        let parameters = [Parameter("q", .text(lengthMax: 9), "", isRequired: true), Parameter("n", .flag, "")]
        for items in [[("q", "a"), ("z", "1")], [("q", "a"), ("q", "b")], [], [("q", "a"), ("n", "2")]] {
            #expect(throws: Problem.self) { try Arguments(items, parameters, isStrict: true) }
            _ = try Arguments(items, parameters, isStrict: false)
        }
    }
}
