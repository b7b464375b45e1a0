/// One step through an XML document: an element begins or ends, an attribute, a piece of text.
package struct XMLEvent: Sendable {
    /// What the step is.
    package enum Kind: UInt8, Sendable {
        /// An element begins; its attributes follow.
        case start
        /// An element ends; its text is what stood between its last child, or its begin, and this end.
        case end
        /// An attribute of the element that began last.
        case attribute
        /// Text before a child element.
        case text
    }

    /// What the step is.
    package let kind: Kind
    /// Code of the local name, an index into `XMLTape.names`; zero for text.
    package let name: UInt16
    /// Line in the bytes handed to the reader, from 1.
    package let line: UInt32
    /// Where the text begins in `XMLTape.text`, white space around it already left out.
    package let textOffset: UInt32
    /// Bytes of text.
    package let textBytes: UInt32

    /// The element among those with a meaning here; `nil` for all others.
    package var element: ElementName? {
        Int(name) < ElementName.all.count ? ElementName.all[Int(name)] : nil
    }
}

/// What stopped a parser, or would have.
package struct XMLFault: Hashable, Sendable {
    /// libxml2's error number; negative for the limits of this reader.
    package let code: Int32
    /// Line in the bytes handed to the reader, from 1.
    package let line: Int
    /// The parser's words.
    package let message: String

    /// Number of the fault *elements nested too deeply*.
    package static let depthCode: Int32 = -1
    /// Number of the fault *text of one element too long*.
    package static let textCode: Int32 = -2
    /// Number of the fault *document too large*.
    package static let sizeCode: Int32 = -3
    /// Number of the fault *out of memory*.
    package static let memoryCode: Int32 = -4

    /// Whether one of this reader's limits was met, so that reading again cannot help.
    package var isLimit: Bool { code < 0 }
}

/// A document as the flat list of what the parser met, in document order.
///
/// Elements left open by a fault are closed at the end, so begins and ends always pair up.
package struct XMLTape: Sendable {
    /// The steps.
    package var events: [XMLEvent] = []
    /// All text the steps point into.
    package var text: [UInt8] = []
    /// Lower-case local names by code.
    package var names: [String] = []
    /// The first fault, if the document is not well formed.
    package var fault: XMLFault?

    /// The local name of the root element in lower case.
    package var rootName: String? {
        guard let first = events.first(where: { $0.kind == .start }) else { return nil }
        return Int(first.name) < names.count ? names[Int(first.name)] : nil
    }

    /// The text of a step as it stands, white space around it left out.
    ///
    /// - Parameters:
    ///   - event: a step of this tape.
    ///   - body: gets its bytes, none if there is no text.
    /// - Returns: what `body` gives.
    func withBytes<Value>(_ event: XMLEvent, _ body: (Span<UInt8>) -> Value) -> Value {
        body(text.span.extracting(Int(event.textOffset)..<Int(event.textOffset) + Int(event.textBytes)))
    }

    /// The text of a step, each run of white space made one space; empty if there is none.
    ///
    /// - Parameter event: a step of this tape.
    /// - Returns: the text, empty if there is none.
    package func string(_ event: XMLEvent) -> String {
        TextBytes.collapsed(text, Int(event.textOffset)..<Int(event.textOffset) + Int(event.textBytes))
    }
}
