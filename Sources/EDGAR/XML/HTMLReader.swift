internal import CLibXML2

/// What an HTML document holds, one thing after the other.
struct HTMLEvents {
    /// One tag or run of text.
    enum Event {
        /// An element opens.
        case start(HTMLTag, HTMLAttributes?)
        /// An element closes.
        case end(HTMLTag)
        /// Text, as a range of `text`.
        case text(Range<Int>)
    }

    /// All text of the document in UTF-8, entities decoded.
    var text: [UInt8] = []
    /// The events in order.
    var events: [Event] = []
    /// Whether a limit was met, so that the events don't cover the document.
    var isCutShort = false
}

/// The attributes of an element that a reader of forms asks for.
struct HTMLAttributes: Hashable {
    /// Where a link leads.
    var address: String?
    /// Whether a box is ticked; `nil` for anything but a box.
    var isTicked: Bool?
}

/// Elements that matter to the layout of a page; all others are `other`.
enum HTMLTag: String {
    case table, tr, td, th, p, div, br, hr, li, ul, ol, h1, h2, h3, h4, h5, h6, script, style, title, head, body, a, img
    case sup, input, pre, center, blockquote, dt, dd, tbody, thead, select, option, noscript, iframe, textarea, form
    case section, article, header, footer, caption, html
    /// Facts for machines at the top of a report with XBRL inside, which no browser shows.
    case hiddenFacts = "ix:header"
    case other
}

/// Reads HTML with libxml2's forgiving push parser.
///
/// Nothing is fetched, entities are never declared, and documents whose elements nest without end are cut short.
enum HTMLReader {
    /// Deeper than any page means to go; a document that leaves thousands of elements open costs quadratic time.
    private static let depthMax = 2000
    /// Events of one document at most: 160 MB of them.
    private static let eventCountMax = 5_000_000

    /// What the callbacks fill; it outlives the parse.
    private struct State {
        var events = HTMLEvents()
        var depth = 0
        var textStart = 0
        var isStopped = false
        var isTooDeep = false
        /// What gets the text at once, in place of events.
        var writer: HTMLTextWriter?

        mutating func flush() {
            if events.text.count > textStart { events.events.append(.text(textStart..<events.text.count)) }
            textStart = events.text.count
        }
    }

    /// The events of a document.
    ///
    /// - Parameter bytes: HTML in UTF-8 or Windows-1252, whatever it says of itself.
    /// - Returns: all tags and texts, or those up to a limit.
    static func events(of bytes: [UInt8]) -> HTMLEvents {
        var state = State()
        unsafe withUnsafeMutablePointer(to: &state) { pointer in
            // Safe: the parser holds the pointer until it is freed, inside `parse`.
            unsafe parse(bytes, 0..<bytes.count, into: pointer)
        }
        state.flush()
        state.events.isCutShort = state.isStopped
        return state.events
    }

    /// The text of a document, without a list of events.
    ///
    /// - Parameters:
    ///   - bytes: HTML in UTF-8 or Windows-1252, whatever it says of itself.
    ///   - range: the document.
    ///   - limit: bytes of text to stop at.
    /// - Returns: the text; `nil` for a document whose elements nest too deep.
    static func text(of bytes: [UInt8], _ range: Range<Int>, limit: Int) -> HTMLTextWriter? {
        var state = State()
        state.writer = HTMLTextWriter(limit: limit)
        unsafe withUnsafeMutablePointer(to: &state) { pointer in
            // Safe: the parser holds the pointer until it is freed, inside `parse`.
            unsafe parse(bytes, range, into: pointer)
        }
        return state.isTooDeep ? nil : state.writer
    }

    private static func parse(_ bytes: [UInt8], _ range: Range<Int>, into state: UnsafeMutablePointer<State>) {
        var handlers = unsafe xmlSAXHandler()
        // Safe: the closures only use the state pointer libxml2 hands back, and C strings valid for the call.
        unsafe handlers.startElement = { context, name, attributes in unsafe HTMLReader.start(context, name, attributes)
        }
        unsafe handlers.endElement = { context, name in unsafe HTMLReader.end(context, name) }
        unsafe handlers.characters = { context, text, count in unsafe HTMLReader.characters(context, text, count) }
        unsafe handlers.cdataBlock = { context, text, count in unsafe HTMLReader.characters(context, text, count) }
        unsafe handlers.serror = { _, _ in }
        // Safe: the handlers are copied by libxml2; no chunk is given, so the null pointer is not read.
        guard
            let context = unsafe htmlCreatePushParserCtxt(
                &handlers, UnsafeMutableRawPointer(state), nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        else { return }
        defer { unsafe htmlFreeParserCtxt(context) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        _ = unsafe htmlCtxtUseOptions(context, Int32(options))
        let isUTF8 = TextBytes.isUTF8(bytes, range)
        let chunkBytes = 1 << 16
        var chunk: [UInt8] = []
        chunk.reserveCapacity(chunkBytes * 3)
        var start = range.lowerBound
        if bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
        while start < range.upperBound {
            let end = min(start + chunkBytes, range.upperBound)
            chunk.removeAll(keepingCapacity: true)
            TextEncoding.append(bytes, start..<end, isUTF8: isUTF8, to: &chunk)
            unsafe chunk.withUnsafeBufferPointer { buffer in
                // Safe: libxml2 copies what it is given.
                unsafe buffer.withMemoryRebound(to: CChar.self) { chunk in
                    _ = unsafe htmlParseChunk(context, chunk.baseAddress, Int32(chunk.count), 0)
                }
            }
            // Safe: the state outlives the parser.
            if unsafe state.pointee.isStopped { return }
            start = end
        }
        // Safe: no bytes are given with the end of the document.
        _ = unsafe htmlParseChunk(context, nil, 0, 1)
    }

    // MARK: - Callbacks

    private static func start(
        _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        // Safe: libxml2 hands back the state it was given; names and values end in NUL, the list in a null pointer.
        guard let state = unsafe context?.assumingMemoryBound(to: State.self), unsafe !state.pointee.isStopped else {
            return
        }
        let tag = unsafe tag(name)
        unsafe state.pointee.depth += 1
        if unsafe state.pointee.depth > depthMax {
            unsafe (state.pointee.isStopped, state.pointee.isTooDeep) = (true, true)
            return
        }
        if unsafe state.pointee.writer != nil {
            unsafe state.pointee.writer?.open(tag)
            return
        }
        unsafe state.pointee.flush()
        var found: HTMLAttributes?
        if let attributes = unsafe attributes, tag == .a || tag == .input || tag == .img {
            found = unsafe read(attributes, of: tag)
        }
        unsafe state.pointee.events.events.append(.start(tag, found))
        if unsafe state.pointee.events.events.count > eventCountMax { unsafe state.pointee.isStopped = true }
    }

    private static func read(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, of tag: HTMLTag)
        -> HTMLAttributes
    {
        var found = HTMLAttributes()
        var isBox = false
        var isTicked = false
        var index = 0
        // Safe: names and values alternate up to a null pointer in the place of a name.
        while let name = unsafe attributes[index] {
            let value = unsafe attributes[index + 1].map { unsafe String(cString: $0) } ?? ""
            switch unsafe String(cString: name) {
            case "href": found.address = value
            case "type": isBox = value.lowercased() == "checkbox" || value.lowercased() == "radio"
            case "checked": isTicked = true
            case "alt", "src":
                let lowered = value.lowercased()
                if tag == .img, lowered.contains("checked") {
                    isBox = true
                    isTicked = !lowered.contains("unchecked")
                }
            default: break
            }
            index += 2
        }
        if isBox { found.isTicked = isTicked }
        return found
    }

    private static func end(_ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?) {
        // Safe: as in `start`.
        guard let state = unsafe context?.assumingMemoryBound(to: State.self), unsafe !state.pointee.isStopped else {
            return
        }
        unsafe state.pointee.depth -= 1
        if unsafe state.pointee.writer != nil {
            unsafe state.pointee.writer?.close(tag(name))
            return
        }
        unsafe state.pointee.flush()
        unsafe state.pointee.events.events.append(.end(tag(name)))
    }

    private static func characters(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ count: Int32)
    {
        // Safe: as in `start`; the text holds `count` bytes.
        guard let state = unsafe context?.assumingMemoryBound(to: State.self), let text = unsafe text, count > 0,
            unsafe !state.pointee.isStopped
        else { return }
        let bytes = unsafe UnsafeBufferPointer(start: text, count: Int(count))
        if unsafe state.pointee.writer != nil {
            unsafe state.pointee.writer?.write(bytes)
            if unsafe state.pointee.writer?.isFull == true { unsafe state.pointee.isStopped = true }
            return
        }
        unsafe state.pointee.events.text.append(contentsOf: bytes)
    }

    private static func tag(_ name: UnsafePointer<xmlChar>?) -> HTMLTag {
        // Safe: names end in NUL; libxml2 has put them in lower case.
        guard let name = unsafe name else { return .other }
        return unsafe HTMLTag(rawValue: String(cString: name)) ?? .other
    }
}
