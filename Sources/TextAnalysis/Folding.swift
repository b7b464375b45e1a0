/// Stand-in until the generated table arrives.
package enum Folding {
    /// Appends the folded form of one scalar.
    package static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(Character(scalar)).lowercased().utf8)
    }
}
