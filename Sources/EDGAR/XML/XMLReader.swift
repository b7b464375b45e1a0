internal import CLibXML2

/// Reads XML with libxml2's streaming parser into a tape of events.
///
/// No network, no document type definition, no entity expansion: a document that declares entities fails where it uses
/// one. Bytes go in by pieces of 64 KB, names are compared by the address of libxml2's own copy, and text goes to one
/// buffer, so a document costs little more than the bare parser. A reader is kept for many documents and belongs to one
/// thread.
///
/// ```swift
/// let reader = XMLReader()
/// let tape = reader.parse(bytes, 0..<bytes.count)
/// ```
@safe
package final class XMLReader {
    /// What a document may cost.
    package struct Limits: Sendable {
        /// Bytes of a document.
        package var documentBytes = 1 << 30
        /// Elements open at a time; EDGAR's deepest form has about 12 levels.
        package var depth = 256
        /// Bytes of text between two tags.
        package var textBytes = 10_000_000

        /// The limits that fit EDGAR.
        package init() {}
    }

    /// What a document may cost.
    package let limits: Limits

    private let state: UnsafeMutablePointer<ReaderState>
    private var context: xmlParserCtxtPtr?
    private var names: [String] = []
    private var codes: [String: UInt16] = [:]

    // Names beyond this many distinct ones are not told apart; EDGAR's forms have about 1,200 between them.
    private static let nameCountMax = 4_000
    private static let pieceBytes = 64 << 10

    /// A reader for one thread.
    ///
    /// - Parameter limits: what a document may cost.
    package init(limits: Limits = Limits()) {
        self.limits = limits
        xmlInitParser()
        // Safe: one value of storage, initialised at once and freed in deinit.
        unsafe state = UnsafeMutablePointer<ReaderState>.allocate(capacity: 1)
        unsafe state.initialize(to: ReaderState(limits: limits))
        for name in ElementName.all { _ = code(ofName: name.rawValue.lowercased()) }
    }

    deinit {
        dropContext()
        // Safe: nothing else holds the state once the parser context is gone.
        unsafe state.pointee.free()
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    /// Parses one document.
    ///
    /// - Parameters:
    ///   - bytes: where the document is; UTF-8 whatever it declares.
    ///   - range: the document, from its first `<`.
    ///   - isRecovering: whether to go on after a fault, as far as libxml2 can.
    /// - Returns: what was read, up to the first fault unless recovering, and that fault.
    /// - Complexity: linear; about 2 ns a byte.
    package func parse(_ bytes: [UInt8], _ range: Range<Int>, isRecovering: Bool = false) -> XMLTape {
        var tape = XMLTape()
        guard range.count <= limits.documentBytes else {
            tape.fault = XMLFault(
                code: XMLFault.sizeCode, line: 1,
                message: "the document has \(range.count) bytes, the limit is \(limits.documentBytes)")
            return tape
        }
        if names.count >= Self.nameCountMax { forgetNames() }
        guard prepareContext(isRecovering: isRecovering), let context = unsafe context else {
            tape.fault = XMLFault(code: XMLFault.memoryCode, line: 1, message: "libxml2 could not set up a parser")
            return tape
        }
        // Safe: the state outlives this call, and libxml2 calls back only from within xmlParseChunk.
        unsafe state.pointee.begin(owner: Unmanaged.passUnretained(self), context: context)
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var offset = range.lowerBound
            while offset < range.upperBound {
                let count = min(Self.pieceBytes, range.upperBound - offset)
                // Safe: offset + count stays within the array, which lives throughout the closure.
                unsafe base.advanced(by: offset).withMemoryRebound(to: CChar.self, capacity: count) { piece in
                    _ = unsafe xmlParseChunk(context, piece, Int32(count), 0)
                }
                if unsafe context.pointee.disableSAX != 0 { break }
                offset += count
            }
            _ = unsafe xmlParseChunk(context, nil, 0, 1)
        }
        // Safe: the buffers hold as many initialised elements as their counts say; they are copied here.
        unsafe state.pointee.closeOpenElements()
        tape.events = unsafe Array(
            UnsafeBufferPointer(start: state.pointee.events, count: state.pointee.eventCount))
        tape.text = unsafe Array(UnsafeBufferPointer(start: state.pointee.text, count: state.pointee.textCount))
        tape.names = names
        tape.fault = unsafe state.pointee.fault
        if tape.fault == nil, unsafe context.pointee.wellFormed == 0 {
            tape.fault = XMLFault(code: 5, line: 1, message: "the document is not well formed")
        }
        unsafe state.pointee.end()
        return tape
    }

    private func prepareContext(isRecovering: Bool) -> Bool {
        let keepsContext = unsafe context != nil
        if keepsContext {
            // Safe: the context is ours and not in use; the reset keeps handlers, user data and name dictionary.
            if unsafe xmlCtxtResetPush(context, nil, 0, nil, nil) != 0 { dropContext() }
        }
        if unsafe context == nil {
            // Safe: libxml2 copies the handlers; the state it gets as user data is freed after the context.
            var handlers = unsafe xmlSAXHandler()
            unsafe XMLCallbacks.install(&handlers)
            unsafe context = xmlCreatePushParserCtxt(&handlers, state, nil, 0, nil)
        }
        guard let context = unsafe context else { return false }
        var options = UInt32(XML_PARSE_NONET.rawValue) | UInt32(XML_PARSE_IGNORE_ENC.rawValue)
        if isRecovering { options |= UInt32(XML_PARSE_RECOVER.rawValue) }
        // Safe: sets flags of our own context.
        _ = unsafe xmlCtxtUseOptions(context, Int32(bitPattern: options))
        unsafe context.pointee.recovery = isRecovering ? 1 : 0
        return true
    }

    private func dropContext() {
        if let context = unsafe context {
            // Safe: made by xmlCreatePushParserCtxt, used by nobody else, freed once.
            unsafe xmlFreeParserCtxt(context)
        }
        unsafe context = nil
    }

    /// Starts over with a new dictionary when a document brought more names than any form has.
    private func forgetNames() {
        dropContext()
        unsafe state.pointee.slots.forget()
        names.removeAll()
        codes.removeAll()
        for name in ElementName.all { _ = code(ofName: name.rawValue.lowercased()) }
    }

    /// The code of a lower-case local name; zero when there are too many.
    fileprivate func code(ofName name: String) -> UInt16 {
        if let code = codes[name] { return code }
        guard names.count < Self.nameCountMax else { return 0 }
        let code = UInt16(names.count)
        names.append(name)
        codes[name] = code
        return code
    }
}

/// What the callbacks of one reader write to: raw buffers, because class properties cost half the throughput.
@safe
private struct ReaderState {
    let limits: XMLReader.Limits
    var owner: Unmanaged<XMLReader>?
    var context: xmlParserCtxtPtr?
    var fault: XMLFault?
    var errorCount = 0
    var depth = 0

    var text: UnsafeMutablePointer<UInt8>
    var textCount = 0
    var textCapacity = 1 << 16
    /// Where the text since the last tag begins.
    var textStart = 0
    var events: UnsafeMutablePointer<XMLEvent>
    var eventCount = 0
    var eventCapacity = 1 << 12
    /// Codes of the open elements.
    var open: UnsafeMutablePointer<UInt16>
    var slots = NameSlots()

    // A parser that recovers may meet a fault at every byte; after this many there is nothing left to save.
    static let errorCountMax = 1_000
    // Buffers that one huge document blew up are given back.
    static let keptBytes = 4 << 20

    init(limits: XMLReader.Limits) {
        self.limits = limits
        // Safe: freed in free(); capacities are those declared above.
        unsafe text = .allocate(capacity: 1 << 16)
        unsafe events = .allocate(capacity: 1 << 12)
        unsafe open = .allocate(capacity: limits.depth)
    }

    mutating func free() {
        // Safe: allocated in init or grown in place of it; trivial types need no deinitialisation.
        unsafe text.deallocate()
        unsafe events.deallocate()
        unsafe open.deallocate()
        slots.free()
    }

    mutating func begin(owner: Unmanaged<XMLReader>, context: xmlParserCtxtPtr) {
        unsafe self.owner = owner
        unsafe self.context = context
        fault = nil
        (errorCount, depth, textCount, textStart, eventCount) = (0, 0, 0, 0, 0)
    }

    mutating func end() {
        unsafe owner = nil
        unsafe context = nil
        if textCapacity > Self.keptBytes {
            // Safe: replaced by a fresh buffer of the stated capacity.
            unsafe text.deallocate()
            textCapacity = 1 << 16
            unsafe text = .allocate(capacity: textCapacity)
        }
        if eventCapacity * MemoryLayout<XMLEvent>.stride > Self.keptBytes {
            // Safe: as above.
            unsafe events.deallocate()
            eventCapacity = 1 << 12
            unsafe events = .allocate(capacity: eventCapacity)
        }
    }

    @inline(__always)
    var line: UInt32 {
        // Safe: the context is set for as long as callbacks run; its input may be missing, hence the check.
        guard let input = unsafe context?.pointee.input else { return 1 }
        return unsafe UInt32(truncatingIfNeeded: input.pointee.line)
    }

    mutating func append(text source: UnsafePointer<UInt8>, count: Int) {
        if textCount + count > textCapacity {
            var capacity = textCapacity
            while textCount + count > capacity { capacity *= 2 }
            // Safe: the new buffer holds at least what the old one holds.
            let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            unsafe grown.update(from: text, count: textCount)
            unsafe text.deallocate()
            unsafe text = grown
            textCapacity = capacity
        }
        // Safe: the capacity was checked above; libxml2's text never overlaps our buffer.
        unsafe text.advanced(by: textCount).update(from: source, count: count)
        textCount += count
    }

    @inline(__always)
    mutating func append(_ kind: XMLEvent.Kind, name: UInt16, line: UInt32, offset: Int, count: Int) {
        if eventCount == eventCapacity {
            // Safe: doubled, copied, old one freed.
            let grown = UnsafeMutablePointer<XMLEvent>.allocate(capacity: eventCapacity * 2)
            unsafe grown.update(from: events, count: eventCount)
            unsafe events.deallocate()
            unsafe events = grown
            eventCapacity *= 2
        }
        // Safe: eventCount is below the capacity.
        unsafe events.advanced(by: eventCount).initialize(
            to: XMLEvent(
                kind: kind, name: name, line: line, textOffset: UInt32(truncatingIfNeeded: offset),
                textBytes: UInt32(truncatingIfNeeded: count)))
        eventCount += 1
    }

    /// The text since the last tag without the white space around it; blank text is dropped from the buffer.
    @inline(__always)
    mutating func takeText() -> (offset: Int, count: Int) {
        var start = textStart
        var end = textCount
        // Safe: start and end stay between textStart and textCount.
        while start < end, unsafe TextBytes.isBlank(text[start]) { start += 1 }
        while end > start, unsafe TextBytes.isBlank(text[end - 1]) { end -= 1 }
        if start == end { textCount = textStart } else { textCount = end }
        textStart = textCount
        return (start, end - start)
    }

    mutating func closeOpenElements() {
        let line = line
        while depth > 0 {
            let (offset, count) = takeText()
            depth -= 1
            // Safe: depth is below the number of codes written.
            unsafe append(.end, name: open[depth], line: line, offset: offset, count: count)
        }
    }

    mutating func stop(code: Int32, message: String) {
        if fault == nil || code < 0 { fault = XMLFault(code: code, line: Int(line), message: message) }
        // Safe: called from a callback of this very context.
        unsafe xmlStopParser(context)
    }
}

/// A table from the address of a name in libxml2's dictionary to its code.
@safe
private struct NameSlots {
    private struct Slot {
        var address: UInt
        var code: UInt16
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var count = 0
    // Twice the names a reader tells apart, so that a probe ends soon.
    private static let capacity = 8_192

    init() {
        // Safe: freed in free().
        unsafe slots = .allocate(capacity: Self.capacity)
        unsafe slots.initialize(repeating: Slot(address: 0, code: 0), count: Self.capacity)
    }

    func free() { unsafe slots.deallocate() }

    mutating func forget() {
        // Safe: the whole table, as allocated.
        unsafe slots.update(repeating: Slot(address: 0, code: 0), count: Self.capacity)
        count = 0
    }

    @inline(__always)
    private static func slot(of address: UInt) -> Int {
        Int(truncatingIfNeeded: ((address >> 1) &* 0x9E37_79B9_7F4A_7C15) >> 51)
    }

    @inline(__always)
    func find(_ address: UInt) -> UInt16? {
        var index = Self.slot(of: address)
        while true {
            // Safe: index is masked to the capacity, a power of two.
            let slot = unsafe slots[index]
            if slot.address == address { return slot.code }
            if slot.address == 0 { return nil }
            index = (index + 1) & (Self.capacity - 1)
        }
    }

    mutating func insert(_ address: UInt, code: UInt16) {
        guard count < Self.capacity / 2 else { return }
        var index = Self.slot(of: address)
        // Safe: as in find; the table is never more than half full.
        while unsafe slots[index].address != 0 { index = (index + 1) & (Self.capacity - 1) }
        unsafe slots[index] = Slot(address: address, code: code)
        count += 1
    }
}

/// The functions that libxml2 calls; free of any actor, so that every thread may run them.
private enum XMLCallbacks {
    static func install(_ handlers: inout xmlSAXHandler) {
        unsafe handlers.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe handlers.startElementNs = { data, name, _, _, _, _, attributeCount, _, attributes in
            unsafe XMLCallbacks.start(data, name, Int(attributeCount), attributes)
        }
        unsafe handlers.endElementNs = { data, _, _, _ in unsafe XMLCallbacks.end(data) }
        unsafe handlers.characters = { data, text, count in unsafe XMLCallbacks.characters(data, text, count) }
        unsafe handlers.cdataBlock = { data, text, count in unsafe XMLCallbacks.characters(data, text, count) }
        // The same function as for text, else libxml2 looks at every blank a second time.
        unsafe handlers.ignorableWhitespace = handlers.characters
        unsafe handlers.serror = { data, error in unsafe XMLCallbacks.error(data, error) }
    }

    /// Safe: libxml2 hands back the user data of its context, which is a reader's state.
    @inline(__always)
    private static func state(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<ReaderState>? {
        unsafe data?.assumingMemoryBound(to: ReaderState.self)
    }

    @inline(__always)
    private static func code(_ state: UnsafeMutablePointer<ReaderState>, _ name: UnsafePointer<xmlChar>) -> UInt16 {
        // Safe: names live in the context's dictionary as long as the context, so the address is the name.
        let address = UInt(bitPattern: name)
        if let code = unsafe state.pointee.slots.find(address) { return code }
        let code =
            unsafe state.pointee.owner?.takeUnretainedValue()
            .code(ofName: String(cString: name).lowercased()) ?? 0
        unsafe state.pointee.slots.insert(address, code: code)
        return code
    }

    static func start(
        _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _ attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard let state = unsafe state(data), let name = unsafe name else { return }
        let line = unsafe state.pointee.line
        let (offset, count) = unsafe state.pointee.takeText()
        if count > 0 { unsafe state.pointee.append(.text, name: 0, line: line, offset: offset, count: count) }
        guard unsafe state.pointee.depth < state.pointee.limits.depth else {
            unsafe state.pointee.stop(
                code: XMLFault.depthCode,
                message: "elements are nested more than \(state.pointee.limits.depth) deep")
            return
        }
        let code = unsafe code(state, name)
        // Safe: depth is below the limit, which is the capacity of `open`.
        unsafe state.pointee.open[state.pointee.depth] = code
        unsafe state.pointee.depth += 1
        unsafe state.pointee.append(.start, name: code, line: line, offset: 0, count: 0)
        guard attributeCount > 0, let attributes = unsafe attributes else { return }
        for index in 0..<attributeCount {
            // Safe: libxml2 gives five pointers an attribute: name, prefix, namespace, begin and end of the value.
            guard let name = unsafe attributes[5 * index], let begin = unsafe attributes[5 * index + 3],
                let end = unsafe attributes[5 * index + 4]
            else { continue }
            unsafe state.pointee.append(text: begin, count: end - begin)
            unsafe state.pointee.replaceAmpersands()
            let (offset, count) = unsafe state.pointee.takeText()
            let attribute = unsafe XMLCallbacks.code(state, name)
            unsafe state.pointee.append(.attribute, name: attribute, line: line, offset: offset, count: count)
        }
    }

    static func end(_ data: UnsafeMutableRawPointer?) {
        guard let state = unsafe state(data), unsafe state.pointee.depth > 0 else { return }
        let (offset, count) = unsafe state.pointee.takeText()
        unsafe state.pointee.depth -= 1
        // Safe: a code was written at this depth when the element began.
        let code = unsafe state.pointee.open[state.pointee.depth]
        unsafe state.pointee.append(.end, name: code, line: state.pointee.line, offset: offset, count: count)
    }

    static func characters(_ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ count: Int32) {
        guard let state = unsafe state(data), let text = unsafe text, count > 0 else { return }
        guard
            unsafe state.pointee.textCount - state.pointee.textStart + Int(count) <= state.pointee.limits.textBytes
        else {
            unsafe state.pointee.stop(
                code: XMLFault.textCode,
                message: "the text of one element has more than \(state.pointee.limits.textBytes) bytes")
            return
        }
        // Safe: libxml2 says how many bytes it hands over.
        unsafe state.pointee.append(text: text, count: Int(count))
    }

    static func error(_ data: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<xmlError>?) {
        // Safe: the error lives for the length of the call. For SAX users libxml2 passes the same user data.
        guard let state = unsafe state(data), let error = unsafe error else { return }
        // Warnings and undeclared namespace prefixes lose nothing.
        guard unsafe error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue,
            unsafe error.pointee.domain != Int32(XML_FROM_NAMESPACE.rawValue)
        else { return }
        unsafe state.pointee.errorCount += 1
        if unsafe state.pointee.fault == nil {
            let words = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "unknown fault"
            let code = unsafe error.pointee.code
            let line = unsafe Int(error.pointee.line)
            unsafe state.pointee.fault = XMLFault(
                code: code, line: line, message: String(words.split(whereSeparator: \.isNewline).joined(separator: " "))
            )
        }
        if unsafe state.pointee.errorCount > ReaderState.errorCountMax {
            unsafe state.pointee.stop(code: 1, message: "too many faults")
        }
    }
}

extension ReaderState {
    /// Makes `&` of the `&#38;` that libxml2 leaves in the attribute value appended last.
    fileprivate mutating func replaceAmpersands() {
        // Safe: all indices lie between textStart and textCount.
        var read = textStart
        var write = textStart
        while read < textCount {
            let isReference =
                unsafe read + 4 < textCount && text[read] == 0x26 && text[read + 1] == 0x23 && text[read + 2] == 0x33
                && text[read + 3] == 0x38 && text[read + 4] == 0x3B
            unsafe text[write] = text[read]
            read += isReference ? 5 : 1
            write += 1
        }
        textCount = write
    }
}
