/// What the engine takes: terms and numbers to find a document by, and bytes to give back.
package struct Document: Sendable {
    /// Text by field number; several values of one field stand `positionGap` apart, so that no phrase spans them.
    package var texts: [(field: Int, text: String)] = []
    /// Whole terms by field number.
    package var keywords: [(field: Int, term: String)] = []
    /// Numbers by column number; repeated entries only for list columns, in their order.
    package var integers: [(column: Int, value: Int64)] = []
    /// Bytes handed back as they are.
    package var stored: [UInt8] = []

    /// An empty document.
    package init() {}

    /// Positions left free between two values of one field.
    package static let positionGap: UInt32 = 64
}

/// A document's number within its segment: dense, from 0, in sort order.
///
/// It means nothing outside the segment.
package typealias DocumentID = UInt32
