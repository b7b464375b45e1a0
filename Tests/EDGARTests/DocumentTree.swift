import CLibXML2

/// A document as libxml2's own tree gives it: the second opinion on what the streaming reader made of it.
final class DocumentTree {
    let name: String
    var id: String?
    var text = ""
    var children: [DocumentTree] = []

    private init(name: String) { self.name = name }

    /// - Parameter bytes: XML, white space in front allowed.
    init?(_ bytes: [UInt8]) {
        guard let start = bytes.firstIndex(of: UInt8(ascii: "<")) else { return nil }
        let slice = Array(bytes[start...])
        let options = Int32(XML_PARSE_NONET.rawValue)
        // Safe: libxml2 reads the given number of bytes and keeps no pointer to them; the document is freed below.
        let document = unsafe slice.withUnsafeBytes { buffer in
            unsafe xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil, options)
        }
        guard let document = unsafe document else { return nil }
        defer { unsafe xmlFreeDoc(document) }
        guard let root = unsafe xmlDocGetRootElement(document), let rootName = unsafe root.pointee.name else {
            return nil
        }
        name = unsafe String(cString: rootName)
        unsafe fill(from: root)
    }

    private func fill(from node: xmlNodePtr) {
        // Safe: the tree lives as long as the document, which outlives this call.
        var child = unsafe node.pointee.children
        while let current = unsafe child {
            if unsafe current.pointee.type == XML_ELEMENT_NODE, let childName = unsafe current.pointee.name {
                let tree = unsafe DocumentTree(name: String(cString: childName))
                if let value = unsafe xmlHasProp(current, "id")?.pointee.children?.pointee.content {
                    tree.id = unsafe String(cString: value)
                }
                unsafe tree.fill(from: current)
                children.append(tree)
            } else if let content = unsafe current.pointee.content {
                text += unsafe String(cString: content)
            }
            unsafe child = current.pointee.next
        }
    }

    /// Every element of that name, in document order.
    func all(_ wanted: String) -> [DocumentTree] {
        children.flatMap { ($0.name == wanted ? [$0] : []) + $0.all(wanted) }
    }

    func first(_ wanted: String) -> DocumentTree? { all(wanted).first }

    /// The words of an element or of its `<value>`, white space made single; `nil` if there are none.
    var words: String? {
        let own = first("value")?.text ?? text
        let words = own.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? nil : words
    }
}
