import ArgumentParser

@main
struct Filings: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Search SEC filings by person, issuer and text.")
}
