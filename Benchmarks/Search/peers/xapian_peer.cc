// Xapian:   xapian_peer build DOCUMENTS.tsv FOLDER | version FOLDER | answer FOLDER
// Build:    c++ -O2 -std=c++20 xapian_peer.cc -o xapian_peer $(pkg-config --cflags --libs xapian-core)

#include <xapian.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <regex>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using Text = std::string;

// Xapian's terms of a field begin with letters in upper case, which no word has.
Text prefix_of(const Text &field) { return field == "issuer" ? "S" : field == "owner" ? "A" : ""; }

std::vector<Text> split(const Text &text, char at) {
    std::vector<Text> parts;
    std::istringstream stream(text);
    for (Text part; std::getline(stream, part, at);) parts.push_back(part);
    return parts;
}

int build(const Text &documents, const Text &folder) {
    const Text rough = folder + ".rough";
    std::filesystem::remove_all(folder);
    {
        Xapian::WritableDatabase database(
            rough, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS | Xapian::DB_BACKEND_GLASS);
        std::ifstream rows(documents);
        for (Text row; std::getline(rows, row);) {
            const auto columns = split(row, '\t');
            Xapian::Document document;
            document.set_data(columns[0]);
            document.add_value(0, Xapian::sortable_serialise(std::stod(columns[1])));
            for (const auto &word : split(columns[2], ' ')) document.add_term(prefix_of("issuer") + word);
            for (const auto &word : split(columns[3], ' ')) document.add_term(prefix_of("owner") + word);
            Xapian::termpos place = 0;
            for (const auto &word : split(columns[4], ' ')) {
                ++place;
                if (word.size() < 240) document.add_posting(word, place);  // Xapian takes no longer ones.
            }
            database.add_document(document);
        }
        database.commit();
    }
    Xapian::Database(rough).compact(folder, Xapian::DBCOMPACT_NO_RENUMBER);
    std::filesystem::remove_all(rough);
    return 0;
}

// A query in the language of the logs.
Xapian::Query parse(const Text &logged) {
    static const std::regex clause(R"(([+-]?)(?:(\w+):)?(\[[^\]]*\]|"[^"]*"|\S+))");
    std::vector<Xapian::Query> required, optional;
    Xapian::Query days;
    for (std::sregex_iterator found(logged.begin(), logged.end(), clause), end; found != end; ++found) {
        const Text sign = (*found)[1], field = (*found)[2];
        Text value = (*found)[3];
        if (field == "filed") {
            std::erase(value, '-');
            days = Xapian::Query(
                Xapian::Query::OP_VALUE_RANGE, 0, Xapian::sortable_serialise(std::stod(value.substr(1, 8))),
                Xapian::sortable_serialise(std::stod(value.substr(13, 8))));
            continue;
        }
        const Text prefix = prefix_of(field);
        Xapian::Query query;
        if (value.front() == '"') {
            std::vector<Text> words;
            for (const auto &word : split(value.substr(1, value.size() - 2), ' ')) words.push_back(prefix + word);
            query = Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(), words.size());
        } else if (value.back() == '*') {
            value.pop_back();
            query = Xapian::Query(
                Xapian::Query::OP_WILDCARD, prefix + value, 0, Xapian::Query::WILDCARD_LIMIT_ERROR, Xapian::Query::OP_OR);
        } else {
            query = Xapian::Query(prefix + value);
        }
        (sign == "+" ? required : optional).push_back(query);
    }
    const Xapian::Query any(Xapian::Query::OP_OR, optional.begin(), optional.end());
    const Xapian::Query all(Xapian::Query::OP_AND, required.begin(), required.end());
    Xapian::Query query = required.empty() ? any : optional.empty() ? all : Xapian::Query(Xapian::Query::OP_AND_MAYBE, all, any);
    return days.empty() ? query : Xapian::Query(Xapian::Query::OP_FILTER, query, days);
}

// The string or number that follows a key in a line of JSON as compare.py writes it.
Text value(const Text &line, const Text &key) {
    auto place = line.find("\"" + key + "\": ") + key.size() + 4;
    if (line[place] != '"') return line.substr(place, line.find_first_of(",}", place) - place);
    Text value;
    for (++place; line[place] != '"'; ++place) {
        if (line[place] == '\\') ++place;
        value += line[place];
    }
    return value;
}

int answer(const Text &folder) {
    const Xapian::Database database(folder);
    std::unordered_map<Text, Xapian::Query> parsed;
    for (Text line; std::getline(std::cin, line);) {
        const Text id = value(line, "id"), logged = value(line, "query");
        const auto k = static_cast<Xapian::doccount>(std::stoul(value(line, "k")));
        if (logged.find('~') != Text::npos) {
            std::cout << "{\"id\":" << id << ",\"na\":true}" << std::endl;
            continue;
        }
        if (!parsed.count(logged)) parsed.emplace(logged, parse(logged));
        std::vector<std::pair<Text, double>> hits;
        Text total = "null";
        const auto begin = std::chrono::steady_clock::now();
        Xapian::Enquire enquiry(database);
        enquiry.set_query(parsed[logged]);
        if (k == 0) {
            enquiry.set_weighting_scheme(Xapian::BoolWeight());
            total = std::to_string(enquiry.get_mset(0, 0, database.get_doccount()).get_matches_estimated());
        } else {
            enquiry.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, 0.75, 0));
            const Xapian::MSet best = enquiry.get_mset(0, k);
            for (auto hit = best.begin(); hit != best.end(); ++hit) hits.emplace_back(hit.get_document().get_data(), hit.get_weight());
        }
        const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - begin;
        std::cout << "{\"id\":" << id << ",\"total\":" << total << ",\"exact\":" << (k == 0 ? "true" : "false") << ",\"hits\":[";
        for (std::size_t place = 0; place < hits.size(); ++place) {
            std::cout << (place ? "," : "") << "{\"accession\":\"" << hits[place].first << "\",\"score\":" << hits[place].second << "}";
        }
        std::cout << "],\"us\":" << spent.count() << "}" << std::endl;
    }
    return 0;
}

}  // namespace

int main(int count, char **arguments) {
    const Text task = count > 1 ? arguments[1] : "";
    if (task == "build" && count == 4) return build(arguments[2], arguments[3]);
    if (task == "version") {
        std::cout << "Xapian " << Xapian::version_string() << std::endl;
        return 0;
    }
    return count == 3 ? answer(arguments[2]) : 64;
}
