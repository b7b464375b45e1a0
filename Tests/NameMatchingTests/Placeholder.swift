internal import NameMatching
internal import Testing

@Test func scratch() {
    var builder = NameUniverseBuilder()
    for name in ["LAWRENCE TRACI M", "LAWRENCE LAWRENCE H", "SMITH JOHN A", "PANORA ROBERT A"] { builder.add(NormalizedName(parsing: name)) }
    var lookup = NameLookup(builder.build())
    print(lookup.universe.shapes)
    print(lookup.search("Traci Lawrence", count: 3), lookup.searchAll("Traci Lawrence", count: 3))
    for n in 0..<4 { print(lookup.explain("Traci Lawrence", name: UInt32(n)).pairs.map(\.words), lookup.universe.words(ofName: n)) }
}
