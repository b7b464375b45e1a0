/// What made-up organisations are put together from.
enum OrganisationTable {
    private static func list(_ text: String) -> [String] { text.split { $0 == " " || $0 == "\n" }.map(String.init) }
    private static func phrases(_ text: String) -> [String] { text.split(separator: "|").map(String.init) }

    /// Invented brands are two or three of these in a row.
    static let brandBeginnings = list(
        """
        Veri Nova Alti Core Axi Bio Cyto Data Eco Envi Flexi Gen Helio Inno Kine Lumi Medi Neuro Omni Opti Penta
        Quanti Rege Sema Sona Tele Terra Thera Ultra Vecto Viro Xeno Zeno Agri Aero Cali Cala Dura Ener Fibro Gala
        Hydro Immu Insi Keri Levi Mira Novo Onco Para Poly Proto Radi Rena Safi Seri Soli Stra Syn Tano Trans Uni Vali
        Vanta Vita Zyma Acu Ambi Arca Beri Candi Cere Deci Dyna
        """)
    static let brandMiddles = list("ta re lo mi na co ve ri do sa be li mo ne pa ro ti va ge cu")
    static let brandEndings = list(
        """
        dyne gen tec sys link max nex pharm quest scape sonic star stream thera tron vance vent vex vue ware wave zyme
        cor cept dex form gate graph lux mark med met nix path phase plex point port pulse rex scan sense span stat
        sure tex tide trix via vision xis
        """)

    static let plainWords = list(
        """
        Silver Blue Red Golden Green Black White Oak Cedar Maple Pine Elm Birch Willow Stone Iron Copper Granite
        Crystal River Lake Harbor Bay Ocean Mountain Summit Valley Prairie Canyon Desert Forest Meadow Eagle Falcon
        Hawk Bear Wolf Fox Lion Bison Heron Raven Sparrow North South East West Northern Southern Pacific Atlantic
        Liberty Heritage Pioneer Frontier Beacon Anchor Compass Keystone Landmark Cornerstone Bridge Castle Tower
        Gateway Crossroads Horizon Sunrise Evergreen Highland Lakeside Riverside Westfield Eastgate Apex Zenith Vertex
        Pinnacle Paragon Quantum Fusion Catalyst Momentum Velocity Orbit Meridian Polaris Orion Aurora Phoenix Titan
        Atlas
        """)
    static let places = list(
        "Ridge Point Creek Rock Hill River Bay Park Star Bridge Street Peak Harbor Oak Stone Gate Wood Field Lane Grove"
    )

    static let industries = phrases(
        """
        Capital|Energy|Resources|Technologies|Therapeutics|Pharmaceuticals|Financial|Properties|Realty|Oil & Gas|Mining|Gold|Medical|Health|\
        Biosciences|Software|Systems|Networks|Media|Foods|Brands|Industries|Logistics|Solutions|Partners|Ventures|Holdings|International|\
        Global|Investments|Management|Advisors|Securities|Services|Laboratories|Semiconductor|Bancorp|Motors|Entertainment|Insurance Group|\
        Communications|Manufacturing|Steel|Chemical|Airlines|Restaurants|Retail|Water|Power & Light|Natural Gas|Petroleum|Shipping|Leasing
        """)
    static let strategies = phrases(
        """
        Growth|Value|Opportunity|Opportunities|Credit|Real Estate|Private Equity|Venture|Global Macro|Long Short|Infrastructure|\
        Special Situations|Small Cap|Mezzanine|Buyout|Income|Impact|Emerging Markets|Secondary|Co-Invest|Multi-Strategy|Healthcare|\
        Credit Opportunities|Technology|Municipal Bond|High Yield|Balanced|International Equity
        """)
    static let numerals = list("I II III IV V VI VII VIII IX X XI XII")
    static let corporateForms = phrases(
        "Inc| Inc.|, Inc.|Inc|Corp|Corp.|Corporation|Ltd|Ltd.|Limited|Co|Company|Incorporated|PLC|, Inc|N.V.|S.A.|AG")
    static let partnershipForms = phrases("LLC|, LLC|L.L.C.|LP|, L.P.|L.P.|LP|, LP|LLP")
    static let familyForms = phrases(
        "Trust|Foundation|LP|Limited Partnership|Partners LP|Holdings LLC|Investments LLC|Trust II|Partners LLC|Charitable Foundation Inc"
    )
    static let trustForms = phrases(
        "Revocable Trust|Living Trust|Trust|Irrevocable Trust|IRA|GRAT|Family Trust|Charitable Trust|Estate")
    static let partnerForms = phrases("Inc|LLP|LLC|Co|Associates Inc|Company|Holdings Corp|Brothers Inc")
    static let stateMarks = phrases("/DE/|/NY/|/CA/|/ADV|/BD|/FI|/MD/|/NEW/")
}
