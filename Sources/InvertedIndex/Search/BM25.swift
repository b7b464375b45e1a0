internal import Glibc

/// The ranking function: BM25F, in which the weighted frequencies of a term's fields are summed before saturation.
///
/// With *x* = Σ weight · frequency / (1 − b + b · length / mean length) over the fields, a term adds
/// idf · x / (k1 + x), where idf = ln(1 + (N − n + ½) / (n + ½)). For a single field this is BM25 as Lucene computes
/// it. It is computed as idf − idf / (1 + x / k1): each step keeps the order of what goes in, rounding included, so what
/// is computed of the highest frequency is a bound that no lower one exceeds and that the highest itself reaches. After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
package enum BM25 {
    /// How soon more occurrences stop counting.
    package static let k1: Float = 1.2
    /// How much long fields are held back.
    package static let b: Float = 0.75

    /// The weight of a term.
    ///
    /// - Parameters:
    ///   - documentFrequency: documents that hold it, over all segments.
    ///   - documentCount: documents that have the field, over all segments.
    /// - Returns: the weight, above 0.
    package static func inverseDocumentFrequency(documentFrequency: Int, documentCount: Int) -> Float {
        let count = Double(max(documentCount, documentFrequency))
        return Float(log(1 + (count - Double(documentFrequency) + 0.5) / (Double(documentFrequency) + 0.5)))
    }

    /// For each length byte what a frequency is multiplied with: weight / (k1 · (1 − b + b · length / mean length)).
    package static func factors(weight: Float, meanLength: Float, _ body: (_ byte: Int, _ factor: Float) -> Void) {
        for (byte, length) in FieldLengths.decoded.enumerated() {
            let relative = meanLength > 0 ? Float(length) / meanLength : 1
            body(byte, weight / (k1 * (1 - b + b * relative)))
        }
    }

    /// The same as an array.
    package static func factors(weight: Float, meanLength: Float) -> [Float] {
        var values = [Float](repeating: 0, count: 256)
        factors(weight: weight, meanLength: meanLength) { values[$0] = $1 }
        return values
    }

    /// What a term adds to a document's score.
    ///
    /// - Parameters:
    ///   - weightedFrequency: *x* / k1 above.
    ///   - idf: the weight of the term.
    /// - Returns: the addition, at most `idf`; never less for a higher frequency.
    @inline(__always)
    package static func score(_ weightedFrequency: Float, idf: Float) -> Float {
        idf - idf / (1 + weightedFrequency)
    }
}
