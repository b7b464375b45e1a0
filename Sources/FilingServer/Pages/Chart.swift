internal import FilingModel
internal import FilingSearch

/// Charts as SVG that stands in the page: no script, no pictures to load; colours come from the stylesheet.
///
/// Each has its numbers as a table behind it, and says in words what it shows.
enum Chart {
    private static let width = 640.0
    private static let left = 64.0
    private static let right = 12.0

    /// A point in time.
    struct Point {
        var day: CalendarDate
        var value: Double
    }

    /// A line in steps: what was held stays until the next filing says otherwise.
    ///
    /// - Parameters:
    ///   - points: in the order of days, at least two.
    ///   - label: what it shows, for those who do not see it.
    /// - Returns: the chart; nothing when there is nothing to draw.
    static func steps(_ points: [Point], label: String) -> HTML {
        let height = 150.0
        let (top, bottom) = (12.0, 24.0)
        guard let first = points.first, let last = points.last, first.day != last.day else { return "" }
        let days = Double(last.day.dayNumber - first.day.dayNumber)
        let high = max(points.map(\.value).max() ?? 0, 1)
        func x(_ day: CalendarDate) -> Double {
            left + (width - left - right) * Double(day.dayNumber - first.day.dayNumber) / days
        }
        func y(_ value: Double) -> Double { height - bottom - (height - top - bottom) * value / high }
        var path = "M\(short(x(first.day))) \(short(y(first.value)))"
        for point in points.dropFirst() { path += "H\(short(x(point.day)))V\(short(y(point.value)))" }
        let area = path + "V\(short(y(0)))H\(short(x(first.day)))Z"
        let dots =
            points.count > 60
            ? []
            : points.map { point in
                """
                <circle class="dot" cx="\(short(x(point.day)))" cy="\(short(y(point.value)))" r="3">\
                <title>\(point.day): \(Words.short(point.value))</title></circle>
                """ as HTML
            }
        return """
            <svg class="chart" viewBox="0 0 \(short(width)) \(short(height))" role="img" aria-label="\(label)">
            \(grid(high: high, y: y))
            <path class="area" d="\(area)"></path><path class="line" d="\(path)"></path>
            \(dots)
            \(years(from: first.day, to: last.day, y: height - 6, x: x))
            </svg>
            """
    }

    /// Bars by month: bought above the line, sold below it.
    ///
    /// - Parameters:
    ///   - months: in the order of time.
    ///   - label: what it shows, for those who do not see it.
    /// - Returns: the chart; nothing when there is nothing to draw.
    static func bars(_ months: [TradedMonth], label: String) -> HTML {
        guard let first = months.first, let last = months.last else { return "" }
        let height = 180.0
        let (top, bottom) = (12.0, 24.0)
        func number(_ month: TradedMonth) -> Int { month.year * 12 + month.month - 1 }
        let count = Double(number(last) - number(first) + 1)
        let bought = months.map { double($0.valueBought) }
        let sold = months.map { double($0.valueSold) }
        let high = bought.max() ?? 0
        let low = sold.max() ?? 0
        guard high + low > 0 else { return "" }
        let scale = (height - top - bottom) / (high + low)
        let zero = top + high * scale
        let slot = (width - left - right) / count
        let thick = max(1.5, min(14, slot * 0.7))
        func x(_ month: Int) -> Double { left + slot * (Double(month - number(first)) + 0.5) }
        var bars: [HTML] = []
        for (place, month) in months.enumerated() {
            for (value, isBought) in [(bought[place], true), (sold[place], false)] where value > 0 {
                let size = max(1, value * scale)
                let start = isBought ? zero - size : zero
                bars.append(
                    """
                    <rect class="\(isBought ? "bought" : "sold")" x="\(short(x(number(month)) - thick / 2))" \
                    y="\(short(start))" width="\(short(thick))" height="\(short(size))"><title>\(month.name): \
                    \(isBought ? "bought" : "sold") $\(Words.short(value))</title></rect>
                    """)
            }
        }
        func year(_ day: CalendarDate) -> Double { x(day.year * 12 + day.month - 1) - slot / 2 }
        let marks = CalendarDate(year: first.year, month: 1, day: 1).flatMap { start in
            CalendarDate(year: last.year, month: 12, day: 31).map { years(from: start, to: $0, y: height - 6, x: year) }
        }
        let highest: HTML = high > 0 ? text(left - 6, top + 8, "$" + Words.short(high), "label end") : ""
        let lowest: HTML = low > 0 ? text(left - 6, height - bottom, "$" + Words.short(low), "label end") : ""
        return """
            <svg class="chart" viewBox="0 0 \(short(width)) \(short(height))" role="img" aria-label="\(label)">
            \(highest)\(lowest)
            \(bars)
            <path class="zero" d="M\(short(left)) \(short(zero))H\(short(width - right))"></path>
            \(marks)
            </svg>
            """
    }

    /// What an amount is as a number to draw by.
    static func double(_ amount: ExactDecimal) -> Double {
        var value = Double(amount.significand)
        for _ in 0..<amount.scale { value /= 10 }
        return value
    }

    private static func grid(high: Double, y: (Double) -> Double) -> HTML {
        var lines: HTML = ""
        for value in [0, high / 2, high] {
            lines += "<path class=\"rule\" d=\"M\(short(left)) \(short(y(value)))H\(short(width - right))\"></path>"
            lines += text(left - 6, y(value) + 4, Words.short(value), "label end")
        }
        return lines
    }

    /// Years below a chart, as many as fit side by side.
    private static func years(
        from first: CalendarDate, to last: CalendarDate, y: Double, x: (CalendarDate) -> Double
    ) -> HTML {
        var marks: HTML = ""
        var end = -100.0
        let years = Array(first.year...last.year)
        if years.count == 1 { return text(left, y, "\(first.year)", "label") }
        for year in years {
            guard let day = CalendarDate(year: year, month: 1, day: 1) else { continue }
            let place = x(day)
            guard place >= left - 1, place - end >= 48, place < width - right - 20 else { continue }
            marks += text(place, y, "\(year)", "label")
            end = place
        }
        return marks
    }

    private static func text(_ x: Double, _ y: Double, _ words: String, _ css: StaticString) -> HTML {
        "<text class=\"\(HTML(stringLiteral: css))\" x=\"\(short(x))\" y=\"\(short(y))\" aria-hidden=\"true\">\(words)</text>"
    }

    /// Tenths of a pixel: more nobody sees.
    private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
