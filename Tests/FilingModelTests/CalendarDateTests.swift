internal import FilingModel
internal import TestSupport
internal import Testing

@Suite struct `Days` {
    @Test(arguments: [
        "2013-10-01", "20131001", "20131001164358", "10/01/2013", "10-01-2013", "10/1/2013", "2013-10-1",
        " 2013-10-01\n",
        "2013-10-01-05:00", "2013-10-01+05:00", "2013-10-01Z", "2013-10-01T16:43:58Z", "2013-10-01T16:43:58.000-04:00",
        "2013/10/01",
    ])
    func `are read in every shape EDGAR uses`(text: String) {
        #expect(CalendarDate(parsing: text)?.description == "2013-10-01")
        #expect(CalendarDate(parsing: Substring(text))?.ordinal == 20_131_001)
    }

    @Test(arguments: [
        "", " ", "2013", "2013-10", "201310", "2013100", "201310011", "13-10-01", "10/01/13", "1/1/1", "2013-13-01",
        "2013-00-01", "2013-10-00", "2013-10-32", "00000101", "31/12/2013", "October 1, 2013", "2013-10-01 2",
        "-2013-10-01",
        "/10/01/2013", "2013-1001", "2013-10-011", "99999999999999999999", "２０１３-10-01", "2013_10_01",
    ])
    func `are refused when they are none`(text: String) {
        #expect(CalendarDate(parsing: text) == nil)
    }

    @Test func `know leap years`() {
        #expect(CalendarDate(parsing: "2024-02-29") != nil)
        #expect(CalendarDate(parsing: "2000-02-29") != nil)
        #expect(CalendarDate(parsing: "1900-02-29") == nil)
        #expect(CalendarDate(parsing: "2023-02-29") == nil)
        #expect(CalendarDate(parsing: "2024-02-30") == nil)
        #expect(CalendarDate(parsing: "2023-04-31") == nil)
    }

    @Test func `are as many as a calendar has, in order`() throws {
        var previous: CalendarDate?
        var counts: [Int: Int] = [:]
        for year in [1, 1900, 1999, 2000, 2024, 9999] {
            for month in 0...13 {
                for day in 0...32 {
                    guard let date = CalendarDate(year: year, month: month, day: day) else { continue }
                    counts[year, default: 0] += 1
                    #expect(date.year == year && date.month == month && date.day == day)
                    #expect(CalendarDate(ordinal: Int(date.ordinal)) == date)
                    #expect(CalendarDate(parsing: date.description) == date)
                    if let previous { #expect(previous < date) }
                    previous = date
                }
            }
        }
        #expect(counts == [1: 365, 1900: 365, 1999: 365, 2000: 366, 2024: 366, 9999: 365])
    }

    @Test func `from numbers that are none are refused`() {
        for ordinal in [0, -20_131_001, 20_131_301, 100_000_101, Int.max, Int.min, 101] {
            #expect((CalendarDate(ordinal: ordinal) == nil) == (ordinal != 101) || ordinal == 101)
        }
        #expect(CalendarDate(ordinal: 20_131_001)?.day == 1)
        #expect(CalendarDate(year: 10_000, month: 1, day: 1) == nil)
    }

    @Test func `never trap, whatever the text`() {
        var generator = SeededGenerator(seed: 2)
        let marks = Array("0123456789-/:+TZ. x")
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...24, using: &generator)
            let text = String((0..<length).compactMap { _ in marks.randomElement(using: &generator) })
            if let date = CalendarDate(parsing: text) { #expect(CalendarDate(ordinal: Int(date.ordinal)) == date) }
        }
    }
}
