/// What all pages have around them.
enum Layout {
    /// A page.
    ///
    /// - Parameters:
    ///   - title: for the window and for lists of windows.
    ///   - query: what stands in the search box.
    ///   - isHome: whether the search box is the page itself.
    ///   - content: what stands in `main`.
    /// - Returns: the document.
    static func page(_ title: String, query: String = "", isHome: Bool = false, _ content: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title)</title>
        <link rel="stylesheet" href="\(Assets.style.address)">
        <link rel="icon" href="\(Assets.icon.address)" type="image/svg+xml">
        <script src="\(Assets.script.address)" defer></script>
        </head>
        <body class="\(isHome ? "home" : "inner")">
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
        <a class="brand" href="/" \(isHome ? "aria-current=\"page\"" as HTML : "")>filings</a>
        \(isHome ? nil : searchForm(query))
        <nav aria-label="Main"><a href="/trades">Trades</a> <a href="/help">Help</a></nav>
        </header>
        <main id="main" tabindex="-1">
        \(content)
        </main>
        <footer class="bottom">
        <p>From the index on this machine; nothing you type leaves it. Originals are at sec.gov.
        <a href="/openapi.json">API</a></p>
        </footer>
        <dialog id="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        \(keys)
        <form method="dialog"><button>Close</button></form>
        </dialog>
        </body>
        </html>

        """
    }

    /// The search box, which works without script as well.
    static func searchForm(_ query: String) -> HTML {
        """
        <form class="search" action="/search" role="search">
        <label class="unseen" for="q">Name, company, symbol or words of a filing</label>
        <div class="box">
        <input id="q" name="q" type="search" value="\(query)" maxlength="2000" autocomplete="off" autocapitalize="none"
        spellcheck="false" placeholder="Name, company, symbol or words" required>
        <button>Search</button>
        </div>
        <div id="suggestions" class="suggestions" hidden></div>
        <p id="said" class="unseen" role="status"></p>
        </form>
        """
    }

    /// The keys, in the window and on the page of help.
    static var keys: HTML {
        """
        <dl class="keys">
        <div><dt><kbd>/</kbd></dt><dd>go to the search box</dd></div>
        <div><dt><kbd>↓</kbd> <kbd>↑</kbd></dt><dd>choose among suggestions</dd></div>
        <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next and previous entry</dd></div>
        <div><dt><kbd>Enter</kbd></dt><dd>open it</dd></div>
        <div><dt><kbd>Esc</kbd></dt><dd>close suggestions</dd></div>
        <div><dt><kbd>?</kbd></dt><dd>this list</dd></div>
        </dl>
        """
    }

    /// The page of a problem.
    static func problem(_ problem: Problem) -> HTML {
        page(
            problem.status.name,
            """
            <h1>\(problem.status == .notFound ? "Not here" : problem.status.name)</h1>
            <p>\(Words.capitalised(problem.detail)).</p>
            """)
    }
}
