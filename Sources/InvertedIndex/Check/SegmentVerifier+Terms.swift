internal import Storage

extension SegmentVerifier {
    /// Running sums over all terms of a segment.
    struct TermTotals {
        /// Where the next list and the next stream must begin.
        var postingsEnd = 0
        var positionsEnd = 0
        /// For each field the words of each document; in a field without positions, its distinct terms.
        var lengths: [[UInt32]]
        /// For each field its words.
        var words: [Int]
    }

    /// The dictionary in order, each term's list and stream, and then what they add up to.
    mutating func verifyTerms() {
        let fields = reader.schema.fields
        var totals = TermTotals(
            lengths: fields.map { _ in [UInt32](repeating: 0, count: reader.documentCount) },
            words: fields.map { _ in 0 })
        do throws(IndexError) {
            try verifyTermBlocks()
            var walk = try reader.dictionary.enumerator()
            var previous: [UInt8] = []
            var count = 0
            while try walk.next() {
                verifyKey(walk.key, after: previous, ordinal: count)
                previous = walk.key
                count += 1
                guard fields.indices.contains(walk.field) else { continue }
                do throws(IndexError) {
                    try verify(walk.info(), key: walk.key, field: walk.field, &totals)
                } catch {
                    fault(error, in: .postings)
                }
            }
            add(terms: count)
            if count != reader.dictionary.termCount {
                fault(.termIndex, at: 0, expected: "\(count) terms", found: "\(reader.dictionary.termCount)")
            }
        } catch {
            fault(error, in: .terms)
            return
        }
        for (section, end) in [(SegmentFile.Section.postings, totals.postingsEnd), (.positions, totals.positionsEnd)] {
            let count = reader.file.section(section)?.count ?? 0
            if end != count {
                fault(section, at: end, expected: "the end of the section", found: "\(count - end) more bytes")
            }
        }
        verifyTotals(totals)
    }

    private mutating func verifyKey(_ key: [UInt8], after previous: [UInt8], ordinal: Int) {
        func text() -> String { String(decoding: key.dropLast(), as: UTF8.self) }
        let block = ordinal / TermDictionaryWriter.blockTerms
        let offset = reader.dictionary.offset(ofBlock: block)
        let term = Array(key.dropLast())
        if !TermKey.isTerm(term.span) {
            fault(.terms, at: offset, expected: "a term of 1 to 1000 bytes from 0x20 on", found: text())
        }
        if Int(key.last ?? 0) > reader.schema.fields.count {
            fault(
                .terms, at: offset, expected: "one of \(reader.schema.fields.count) fields",
                found: "\(text()) in another")
        }
        if ordinal > 0, !previous.lexicographicallyPrecedes(key) {
            fault(.terms, at: offset, expected: "terms in ascending order", found: "\(text()) (term \(ordinal))")
        }
        if ordinal % TermDictionaryWriter.blockTerms == 0,
            reader.dictionary.prefix(ofBlock: block) != TermDictionaryWriter.prefix(of: key)
        {
            fault(.termIndex, at: 16 + block * 8, expected: "the first bytes of \(text())", found: "others")
        }
    }

    /// The blocks of the dictionary fill their section, and each is filled by what its head announces.
    private mutating func verifyTermBlocks() throws(IndexError) {
        let dictionary = reader.dictionary
        let section = try reader.file.requiredSection(.terms)
        if dictionary.offset(ofBlock: dictionary.blockCount) != section.count {
            fault(.termIndex, at: 0, expected: "blocks up to byte \(section.count)", found: "another end")
        }
        if dictionary.blockCount > 0, dictionary.offset(ofBlock: 0) != 0 {
            fault(.termIndex, at: 0, expected: "a first block at byte 0", found: "another")
        }
        for number in 0..<dictionary.blockCount {
            guard let (bytes, offset) = try dictionary.block(number) else { continue }
            var block = ByteReader(bytes, place: section.place)
            let terms = Int(try block.uint8())
            var width = 0
            for _ in 0..<4 { width += Int(try block.uint8()) }
            _ = try block.varint()
            _ = try block.varint()
            let keyBytes = try block.count(atMost: bytes.count)
            let keysEnd = block.offset + keyBytes
            for term in 0..<terms {
                if term > 0 { _ = try block.varint() }
                _ = try block.raw(try block.count(atMost: bytes.count))
            }
            let isFull = terms == TermDictionaryWriter.blockTerms || number + 1 == dictionary.blockCount
            if !isFull || block.offset != keysEnd || keysEnd + (terms * width + 7) / 8 != bytes.count {
                fault(.terms, at: offset, expected: "a full block as long as its head says", found: "\(terms) terms")
            }
        }
    }

    // MARK: One term

    private mutating func verify(
        _ info: TermInfo, key: [UInt8], field: Int, _ totals: inout TermTotals
    ) throws(IndexError) {
        let hasPositions = reader.schema.fields[field].hasPositions
        let list = try reader.postings(info, field: field)
        func name() -> String { String(decoding: key.dropLast(), as: UTF8.self) }
        if list.blockCount > 0 {
            if info.postings != UInt64(totals.postingsEnd) {
                fault(
                    .postings, at: totals.postingsEnd, expected: "the list of \(name())",
                    found: "one at \(info.postings)"
                )
            }
            totals.postingsEnd = Int(clamping: info.postings) + list.lengthBytes
            try verifyBlocks(of: list, name: name())
        }
        if !hasPositions, info.totalFrequency != info.documentFrequency {
            fault(
                .terms, at: 0, expected: "\(info.documentFrequency) as total frequency of \(name())",
                found: "\(info.totalFrequency)")
        }
        if info.positionsOffset != UInt64(totals.positionsEnd) {
            fault(
                .positions, at: totals.positionsEnd, expected: "the positions of \(name())",
                found: "others at \(info.positionsOffset)")
        }
        if hasPositions {
            totals.positionsEnd = Int(clamping: info.positionsOffset)
            totals.positionsEnd += try positionsBytes(info)
        }
        var positions = hasPositions ? try reader.positions(info) : nil
        var found: [UInt32] = []
        var cursor = PostingsCursor(list)
        var previous: DocumentID?
        var documents = 0
        var occurrences = 0
        while let document = try cursor.advance() {
            if let previous, document <= previous {
                fault(.postings, at: 0, expected: "\(name()) in documents above \(previous)", found: "\(document)")
            }
            previous = document
            documents += 1
            let frequency = try cursor.frequency()
            if hasPositions {
                try positions?.read(first: occurrences, frequency: Int(frequency), into: &found)
                if !zip(found, found.dropFirst()).allSatisfy({ $0 < $1 }) {
                    fault(
                        .positions, at: Int(clamping: info.positionsOffset),
                        expected: "ascending positions of \(name())", found: "others in document \(document)")
                }
                add(positions: found.count)
            }
            occurrences += Int(frequency)
            totals.lengths[field][Int(document)] &+= frequency
        }
        add(postings: documents)
        totals.words[field] += occurrences
        if documents != info.documentFrequency || occurrences != info.totalFrequency {
            fault(
                .postings, at: Int(clamping: list.blockCount > 0 ? info.postings : 0),
                expected: "\(name()) in \(info.documentFrequency) documents, \(info.totalFrequency) times",
                found: "\(documents), \(occurrences)")
        }
    }

    /// Skip table and impacts of a list against its blocks.
    private mutating func verifyBlocks(of list: PostingsList, name: String) throws(IndexError) {
        var documents = [UInt32](repeating: 0, count: BitPacking.blockCount)
        var frequencies = documents
        var occurrences = 0
        var end = 0
        for block in 0..<list.blockCount {
            let range = list.range(ofBlock: block)
            let contentBytes = try list.contentBytes(ofBlock: block)
            if range.start != end || range.end - range.start != contentBytes {
                fault(
                    .postings, at: list.dataOffset + end,
                    expected: "\(contentBytes) bytes in block \(block) of \(name)",
                    found: "\(range.end - range.start)")
            }
            end = range.end
            let count = try list.documents(ofBlock: block, into: &documents)
            guard list.hasFrequencies else { continue }
            try list.frequencies(ofBlock: block, into: &frequencies)
            if list.occurrences(beforeBlock: block) != occurrences {
                fault(
                    .postings, at: list.dataOffset, expected: "\(occurrences) of \(name) before block \(block)",
                    found: "\(list.occurrences(beforeBlock: block))")
            }
            occurrences += frequencies[..<count].reduce(0) { $0 + Int($1) }
        }
    }

    /// The bytes of a term's stream, by its table and the widths of its blocks.
    private mutating func positionsBytes(_ info: TermInfo) throws(IndexError) -> Int {
        let section = try reader.file.requiredSection(.positions)
        let start = Int(clamping: info.positionsOffset)
        let blocks = (info.totalFrequency + BitPacking.blockCount - 1) / BitPacking.blockCount
        let tableBytes = blocks > 1 ? blocks * 4 : 0
        try section.verify(start, tableBytes)
        var end = 0
        for block in 0..<blocks {
            let offset = start + tableBytes + end + 1
            let byte = try section.verified(offset - 1, 1).byte(at: 0) ?? 0
            let count = min(BitPacking.blockCount, info.totalFrequency - block * BitPacking.blockCount)
            guard let length = PatchedPacking.length(section.bytes, at: offset, count: count, byte) else {
                throw section.place.corrupt(at: offset - 1, expected: "a width up to 32", found: "\(byte)")
            }
            try section.verify(offset, length)
            end += 1 + length
            if blocks > 1 {
                let said = Int(try section.verified(start + block * 4, 4).uint32(at: 0) ?? 0)
                if said != end {
                    fault(
                        .positions, at: start + block * 4, expected: "block \(block) to end at \(end)", found: "\(said)"
                    )
                }
            }
        }
        return tableBytes + end
    }

    // MARK: What terms add up to

    private mutating func verifyTotals(_ totals: TermTotals) {
        for (number, field) in reader.schema.fields.enumerated() {
            let lengths = totals.lengths[number]
            let documents = lengths.count { $0 > 0 }
            let said = reader.statistics[number]
            // A code given twice to a document counts twice among its words but stands once in its list.
            let wordsAgree =
                field.hasPositions ? said.wordCount == totals.words[number] : said.wordCount >= totals.words[number]
            if said.documentCount != documents || !wordsAgree {
                fault(
                    .statistics, at: number * 16,
                    expected: "\(documents) documents, \(totals.words[number]) words in \(field.name)",
                    found: "\(said.documentCount), \(said.wordCount)")
            }
            guard field.hasPositions else { continue }
            do throws(IndexError) {
                guard let bytes = try reader.lengths(ofField: number) else { continue }
                for (document, length) in lengths.enumerated() {
                    let expected = FieldLengths.byte(forLength: length)
                    let found = bytes.byte(at: document)
                    if found != expected {
                        fault(
                            .lengths, number: number, at: document, expected: "\(expected) for \(length) words",
                            found: "\(found ?? 0)")
                    }
                }
                try verifyImpacts(field: number, lengths: bytes)
            } catch {
                fault(error, in: .lengths)
            }
        }
    }

    /// No document of a block has both a higher frequency and a smaller length than some impact of it, none gives more
    /// than the first, and no impact goes beyond the highest frequency or the smallest length.
    private mutating func verifyImpacts(field: Int, lengths: MappedBytes) throws(IndexError) {
        let factors = BM25.factors(weight: 1, meanLength: reader.statistics[field].meanLength)
        var documents = [UInt32](repeating: 0, count: BitPacking.blockCount)
        var frequencies = documents
        var walk = try reader.dictionary.enumerator()
        while try walk.next() {
            guard walk.field == field else { continue }
            let list = try reader.postings(walk.info(), field: field)
            for block in 0..<list.blockCount {
                let impacts = list.impacts(ofBlock: block)
                let count = try list.documents(ofBlock: block, into: &documents)
                try list.frequencies(ofBlock: block, into: &frequencies)
                let highest =
                    reader.hasHighestImpactFirst && list.blockCount > 1
                    ? impacts[0].weighted(by: factors) : FieldPostings.unlimited
                var isBound = true
                var corner = Impact(frequency: 0, length: .max)
                for index in 0..<count where isBound {
                    let own = Impact(
                        frequency: UInt8(clamping: frequencies[index]),
                        length: lengths.byte(at: Int(documents[index])) ?? 0)
                    isBound =
                        own.weighted(by: factors) <= highest
                        && impacts.contains { $0.frequency >= own.frequency && $0.length <= own.length }
                    corner.frequency = max(corner.frequency, own.frequency)
                    corner.length = min(corner.length, own.length)
                }
                isBound =
                    isBound && impacts.allSatisfy { $0.frequency <= corner.frequency && $0.length >= corner.length }
                if !isBound {
                    let term = String(decoding: walk.term, as: UTF8.self)
                    fault(
                        .postings, at: list.dataOffset, expected: "impacts that bound block \(block) of \(term)",
                        found: "a document beyond them")
                }
            }
        }
    }
}
