internal import Storage

extension SegmentVerifier {
    /// The schema is written the one way there is, and names nothing twice.
    mutating func verifySchema() {
        let schema = reader.schema
        if let section = reader.file.section(.schema), section.bytes.array != schema.serialized {
            fault(.schema, at: 0, expected: "the schema in its usual form", found: "another")
        }
        let fields = schema.fields.map(\.name)
        let columns = schema.columns.map(\.name)
        if Set(fields).count != fields.count || Set(columns).count != columns.count {
            fault(.schema, at: 0, expected: "names that occur once", found: "one that occurs twice")
        }
    }

    /// Every block of every column, lists that end in order, and an identity for each document.
    mutating func verifyColumns() {
        for (number, column) in reader.schema.columns.enumerated() {
            do throws(IndexError) {
                let values = try verifyColumn(.column, number, reader.column(number))
                if column.kind == .integerList, let ends = reader.columnEnds(number) {
                    let ends = try verifyColumn(.columnEnds, number, ends)
                    verifyEnds(ends, number, valueCount: values.count)
                }
                guard number == reader.schema.identityColumn else { continue }
                let missing = values.count { $0 == nil }
                if missing > 0 {
                    fault(
                        .column, number: number, at: 0, expected: "an identity for each document",
                        found: "\(missing) without one")
                }
                // What is deleted may stand again in another segment.
                identities = values.enumerated().compactMap { reader.isDeleted(DocumentID($0)) ? nil : $1 }
            } catch {
                fault(error, in: .column)
            }
        }
        verifyOrder()
    }

    /// Documents stand in the order that the schema names.
    private mutating func verifyOrder() {
        guard !reader.schema.order.isEmpty else { return }
        do throws(IndexError) {
            var last: SortKey?
            for document in 0..<reader.documentCount {
                let key = try reader.sortKey(DocumentID(document))
                if let last, key < last {
                    fault(
                        .column, number: reader.schema.order[0], at: 0,
                        expected: "documents in the order of the schema", found: "document \(document) before the last")
                    return
                }
                last = key
            }
        } catch {
            fault(error, in: .column)
        }
    }

    /// The values of a column, its blocks checked on the way.
    private mutating func verifyColumn(
        _ section: SegmentFile.Section, _ number: Int, _ column: ColumnReader
    ) throws(IndexError) -> [Int64?] {
        var values: [Int64?] = []
        values.reserveCapacity(column.count)
        let bytes = column.section.bytes
        let blocks = (column.count + ColumnWriter.blockCount - 1) / ColumnWriter.blockCount
        var end = 0
        for block in 0..<blocks {
            let base = 8 + block * ColumnWriter.blockEntryBytes
            let count = min(ColumnWriter.blockCount, column.count - block * ColumnWriter.blockCount)
            for place in 0..<count { values.append(try column.value(at: block * ColumnWriter.blockCount + place)) }
            let own = values.suffix(count)
            let present = own.compactMap(\.self)
            let width = Int(bytes.byte(at: base + 24) ?? 0)
            let mode = present.isEmpty ? 2 : present.count < count ? 1 : 0
            if bytes.uint64(at: base) != UInt64(bitPattern: present.min() ?? 0)
                || bytes.uint64(at: base + 8) != UInt64(bitPattern: present.max() ?? 0)
            {
                fault(section, number: number, at: base, expected: "the lowest and highest value", found: "others")
            }
            if bytes.uint64(at: base + 16) != UInt64(end) || bytes.byte(at: base + 25) != UInt8(mode)
                || !(26..<32).allSatisfy({ bytes.byte(at: base + $0) == 0 }) || (mode == 2 && width != 0)
            {
                fault(section, number: number, at: base + 16, expected: "data at \(end), mode \(mode)", found: "others")
            }
            end += (count * width + 7) / 8
        }
        if 8 + blocks * ColumnWriter.blockEntryBytes + end != bytes.count {
            fault(section, number: number, at: end, expected: "the end of the section", found: "\(bytes.count) bytes")
        }
        return values
    }

    private mutating func verifyEnds(_ ends: [Int64?], _ number: Int, valueCount: Int) {
        var previous: Int64 = 0
        for (document, end) in ends.enumerated() {
            guard let end, end >= previous else {
                fault(
                    .columnEnds, number: number, at: 8, expected: "document \(document) to end at \(previous) or later",
                    found: end.map(String.init) ?? "nothing")
                continue
            }
            previous = end
        }
        if previous != Int64(valueCount) {
            fault(.columnEnds, number: number, at: 8, expected: "lists of \(valueCount) values", found: "\(previous)")
        }
    }

    /// Every block of stored documents decompresses and is cut up in order.
    mutating func verifyDocuments() {
        let store = reader.documents
        var next = 0
        var offset = 0
        for number in 0..<store.blockCount {
            do throws(IndexError) {
                let block = try store.block(number)
                if block.first != next || block.offset != offset {
                    fault(
                        .documentIndex, at: 8 + number * DocumentStoreWriter.blockEntryBytes,
                        expected: "document \(next) at \(offset)", found: "\(block.first) at \(block.offset)")
                }
                (next, offset) = (block.first + block.count, block.endOffset)
                var end = 0
                for index in 0..<block.count {
                    if block.end(of: index) < end {
                        fault(
                            .documents, at: block.offset,
                            expected: "document \(block.first + index) to end after \(end)",
                            found: "\(block.end(of: index))")
                    }
                    end = block.end(of: index)
                }
                let last = block.count * 4 + block.end(of: block.count - 1)
                if last != block.raw.count {
                    fault(
                        .documents, at: block.offset, expected: "documents to fill \(block.raw.count) bytes",
                        found: "\(last)")
                }
            } catch {
                fault(error, in: .documents)
                // What the block would have held is not known; the next is taken at its word.
                (next, offset) = (store.firstDocument(ofBlock: number + 1), store.offset(ofBlock: number + 1))
            }
        }
        if next != reader.documentCount {
            fault(.documentIndex, at: 0, expected: "\(reader.documentCount) documents", found: "\(next)")
        }
    }
}
