/// How pages look: on paper, by day and night, in forced colours, at any width.
enum Stylesheet {
    static let text = """
        :root {
          --paper: #fbfaf6; --sheet: #ffffff; --ink: #1c2126; --soft: #545c64; --line: #d9d5ca; --faint: #f0ede4;
          --link: #0b5566; --visited: #5b3f77; --mark: #ffe9a8; --gain: #1d6b3a; --loss: #a33327; --focus: #b45309;
          --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, serif;
          --sans: system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
          --mono: ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
          color-scheme: light;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #15191c; --sheet: #1c2125; --ink: #e9e6de; --soft: #aab2b8; --line: #3a4248; --faint: #22282c;
            --link: #8fd0e0; --visited: #c9b3e6; --mark: #5b4a12; --gain: #86cf9f; --loss: #f2a094; --focus: #f5b83d;
            color-scheme: dark;
          }
        }
        *, *::before, *::after { box-sizing: border-box; }
        html { font: 106.25%/1.55 var(--sans); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
        body { margin: 0; background: var(--paper); color: var(--ink); min-height: 100vh; display: flex; flex-direction: column; }
        main { flex: 1; width: 100%; max-width: 76rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; }
        main:focus { outline: none; }
        h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
        h1 { font-size: clamp(1.7rem, 1.3rem + 1.6vw, 2.5rem); margin: 0 0 .75rem; letter-spacing: -.01em; }
        h2 { font-size: 1.3rem; margin: 2.75rem 0 .75rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink); }
        h3 { font-size: 1.06rem; margin: 0 0 .15rem; }
        p { margin: 0 0 .75rem; max-width: 70ch; }
        a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .18em; }
        a:visited { color: var(--visited); }
        a:hover { text-decoration-thickness: .14em; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
        code, pre, kbd { font-family: var(--mono); font-size: .88em; }
        mark { background: var(--mark); color: inherit; padding: 0 .12em; border-radius: 2px; }
        time, .number, td, .facts dd { font-variant-numeric: tabular-nums lining-nums; }
        time { white-space: nowrap; }
        abbr { text-decoration: none; }
        .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; border: 0; }
        .skip { position: absolute; left: 1rem; top: -4rem; background: var(--ink); color: var(--paper); padding: .5rem 1rem; z-index: 9; }
        .skip:focus { top: .5rem; }

        .top { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding: .75rem clamp(1rem, 4vw, 2.5rem);
          border-bottom: 1px solid var(--line); background: var(--sheet); }
        .brand { font: 600 1.35rem/1 var(--serif); color: var(--ink); text-decoration: none; padding: .4rem 0;
          font-variant-ligatures: none; }
        .brand:visited { color: var(--ink); }
        .brand::first-letter { color: var(--link); }
        .top nav { display: flex; gap: 1.25rem; margin-left: auto; }
        .top nav a { padding: .4rem 0; color: var(--ink); }
        .search { position: relative; flex: 1 1 22rem; min-width: 0; max-width: 44rem; }
        .box { display: flex; }
        .box input { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--paper); padding: .5rem .8rem;
          border: 1.5px solid var(--soft); border-right: 0; border-radius: 6px 0 0 6px; }
        .box input::placeholder { color: var(--soft); opacity: 1; }
        button { font: inherit; font-weight: 600; cursor: pointer; padding: .5rem 1rem; border-radius: 6px; min-height: 2.5rem;
          border: 1.5px solid var(--link); background: var(--link); color: var(--sheet); }
        .box button { border-radius: 0 6px 6px 0; }
        .suggestions { position: absolute; z-index: 5; left: 0; right: 0; top: calc(100% + 4px); max-height: 70vh; overflow: auto;
          background: var(--sheet); border: 1.5px solid var(--soft); border-radius: 8px; box-shadow: 0 10px 30px rgb(0 0 0 / .18); }
        .option { padding: .5rem .9rem; cursor: pointer; border-bottom: 1px solid var(--line); }
        .option:last-child { border-bottom: 0; }
        .option:hover, .option[aria-selected="true"] { background: var(--faint); }
        .option[aria-selected="true"] { box-shadow: inset 4px 0 0 var(--focus); }
        .option-name { font-weight: 600; overflow-wrap: anywhere; }
        .option-facts, .option-why { font-size: .85rem; color: var(--soft); line-height: 1.4; }

        .home main { max-width: 50rem; padding-top: clamp(2rem, 12vh, 8rem); }
        .home h1 { font-size: clamp(1.9rem, 1.4rem + 2.4vw, 3rem); max-width: 18ch; }
        .home .search { max-width: none; margin: 1.5rem 0 1rem; }
        .home .box input { font-size: 1.15rem; padding: .75rem 1rem; background: var(--sheet); }
        .lead { color: var(--soft); }
        .forms { list-style: none; margin: 1rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; }

        .over { margin: 0 0 .25rem; color: var(--soft); font-size: .9rem; }
        .facts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0; }
        .facts dt { font-size: .8rem; color: var(--soft); }
        .facts dd { margin: 0; overflow-wrap: anywhere; }
        .role { color: var(--soft); font-weight: 400; font-size: .9rem; }
        td .role, .owners .role, th .role { display: block; line-height: 1.35; }
        .note { color: var(--soft); font-size: .9rem; }
        .more { font-size: .95rem; }
        .symbols { font: 600 .78em/1.2 var(--mono); color: var(--soft); white-space: nowrap; }
        h1 .symbols { font-size: .5em; vertical-align: middle; }
        .form { font-weight: 600; white-space: nowrap; }
        .form.amended { border-bottom: 2px dotted currentColor; }
        .kind { font: 400 .8rem var(--sans); color: var(--soft); }
        .issuer { font: 600 1.25rem/1.3 var(--serif); margin-bottom: .5rem; }
        .owners { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .5rem; }
        .remarks { border-left: 4px solid var(--focus); background: var(--faint); padding: .6rem 1rem; margin: 1rem 0; }
        .remarks ul { margin: 0; padding-left: 1.1rem; } .remarks p { margin: .3rem 0; }

        .entries { list-style: none; margin: 0; padding: 0; }
        .entry { padding: .9rem 0; border-bottom: 1px solid var(--line); }
        .entry h3 a { text-decoration-thickness: .08em; }
        .entry p { margin: .1rem 0; }
        .who { color: var(--ink); }
        .why { color: var(--soft); font-size: .88rem; }
        .rows, .plain { margin: .3rem 0 0; padding-left: 1.1rem; }
        .rows li { font-size: .93rem; }
        .columns { columns: 15rem; }
        .security { font-weight: 600; }
        .passage { font-size: .95rem; overflow-wrap: anywhere; }
        .passage .field { font-size: .8rem; color: var(--soft); padding-right: .3em; }
        .parties { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); column-gap: 2rem; }
        h1.unseen + section h2 { margin-top: .5rem; }
        .found { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: 3rem; align-items: start; }
        .facets { margin-top: 2.75rem; font-size: .93rem; border-left: 1px solid var(--line); padding-left: 1.25rem; }
        .facets h3 { margin-top: 1rem; font-size: .95rem; } .facets h3:first-child { margin-top: 0; }
        .facets ul { list-style: none; margin: 0; padding: 0; }
        .facets li { display: flex; justify-content: space-between; gap: .75rem; padding: .12rem 0; overflow-wrap: anywhere; }
        .orders { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0; font-size: .93rem; }
        .orders [aria-current] { font-weight: 700; }
        .pages { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1.25rem 0; }

        .scroll { position: relative; overflow-x: auto; margin: 0 0 1rem; }
        table { border-collapse: collapse; min-width: min(100%, 44rem); font-size: .93rem; line-height: 1.4; background: var(--sheet); }
        th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid var(--line); }
        thead th { font-size: .8rem; color: var(--soft); font-weight: 600; border-bottom: 1.5px solid var(--soft); vertical-align: bottom;
          background: var(--paper); }
        tbody th { font-weight: 600; }
        .sort { display: inline-block; padding: .3rem 0; margin: -.3rem 0; color: inherit; } .sort:visited { color: inherit; }
        .sort span { padding-left: .25em; font-size: .8em; }
        .preview main { padding: .75rem 1rem; } .preview h1 { font-size: 1.15rem; margin-bottom: .35rem; } .preview p { margin: 0 0 .35rem; }
        tbody tr:hover { background: var(--faint); }
        tbody tr:target, .footnotes li:target { background: var(--mark); }
        .number { text-align: right; white-space: nowrap; }
        .as { min-width: 11rem; }
        .trades .what { min-width: 15rem; } .trades .who { min-width: 9rem; }
        .trades details { font-size: .88rem; max-width: 26rem; }
        .trades details p { margin: .3rem 0; }
        .code { font-weight: 600; } .code.bought { color: var(--gain); } .code.sold { color: var(--loss); }
        .plan { display: inline-block; font-size: .78rem; border: 1px solid currentColor; border-radius: 3px; padding: 0 .3em; margin-left: .4em; }
        .detail { display: inline-block; margin-right: .8em; }
        sup { line-height: 0; font-size: .8em; margin-left: .15em; }
        sup .mark { padding: .4em .55em; margin: 0 -.25em; }
        .note-mark { font: 600 .85em var(--mono); color: var(--soft); }
        .footnotes { list-style: none; padding: 0; margin: 0; max-width: 80ch; }
        .footnotes li { padding: .4rem .5rem; overflow-wrap: anywhere; }
        .text { white-space: pre-wrap; overflow-wrap: anywhere; }
        pre.text { max-height: 40rem; overflow: auto; background: var(--sheet); border: 1px solid var(--line); padding: 1rem; line-height: 1.4; }
        .digest { overflow-wrap: anywhere; }
        summary { cursor: pointer; padding: .25rem 0; color: var(--link); width: fit-content; }
        del { color: var(--loss); } ins { color: var(--gain); }

        .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 28rem), 1fr)); gap: 1.5rem 2.5rem; }
        .series { border-top: 1px solid var(--line); padding-top: .75rem; min-width: 0; }
        .latest { margin: 0; } .latest strong { font: 600 1.35rem var(--serif); }
        .chart { width: 100%; max-width: 52rem; height: auto; display: block; margin: .5rem 0; overflow: visible; }
        .chart .line { fill: none; stroke: var(--link); stroke-width: 2; }
        .chart .area { fill: var(--link); opacity: .1; }
        .chart .dot { fill: var(--sheet); stroke: var(--link); stroke-width: 2; }
        .chart .rule { stroke: var(--line); stroke-width: 1; fill: none; }
        .chart .zero { stroke: var(--soft); stroke-width: 1; fill: none; }
        .chart .label { font: 12px var(--sans); fill: var(--soft); } .chart .end { text-anchor: end; }
        .chart .bought { fill: var(--gain); } .chart .sold { fill: var(--loss); }
        .legend span::before { content: ""; display: inline-block; width: .8em; height: .8em; margin: 0 .4em 0 0; background: currentColor; }
        .legend span { margin-right: 1.25rem; } .legend .bought { color: var(--gain); } .legend .sold { color: var(--loss); }
        .clusters { padding-left: 1.2rem; } .clusters > li { margin-bottom: .75rem; } .clusters ul { padding-left: 1rem; }

        .filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 11.5rem), 1fr)); gap: .75rem 1rem;
          background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 0 0 1.25rem; }
        .filters label { display: block; font-size: .8rem; color: var(--soft); }
        .filters input, .filters select { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1.5px solid var(--soft);
          border-radius: 5px; padding: .35rem .5rem; min-height: 2.4rem; }
        .filters input::placeholder { color: var(--soft); opacity: 1; }
        .go { display: flex; align-items: end; gap: 1rem; } .go a { padding: .5rem 0; }
        .keys { display: grid; gap: .35rem; margin: 1rem 0; } .keys div { display: flex; gap: 1rem; } .keys dt { min-width: 6rem; } .keys dd { margin: 0; }
        kbd { border: 1px solid var(--soft); border-bottom-width: 2px; border-radius: 4px; padding: .05rem .4rem; background: var(--sheet); }
        dialog { border: 1.5px solid var(--soft); border-radius: 10px; background: var(--sheet); color: var(--ink); padding: 1.5rem 2rem; max-width: 90vw; }
        dialog h2 { margin-top: 0; } dialog::backdrop { background: rgb(0 0 0 / .4); }
        .bottom { border-top: 1px solid var(--line); padding: 1rem clamp(1rem, 4vw, 2.5rem); font-size: .88rem; color: var(--soft); }
        .bottom p { margin: 0 auto; max-width: 71rem; }

        @media (max-width: 56rem) {
          .found { grid-template-columns: minmax(0, 1fr); gap: 0; }
          .facets { border-left: 0; border-top: 1px solid var(--line); padding: 1rem 0 0; }
        }
        @media (max-width: 36rem) {
          html { font-size: 100%; }
          .top .search { order: 3; flex-basis: 100%; }
          .facts { gap: .5rem 1.25rem; }
          th, td { padding: .45rem .5rem; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        @media (prefers-contrast: more) { :root { --soft: var(--ink); --line: var(--ink); } }
        @media (forced-colors: active) {
          .option[aria-selected="true"] { outline: 3px solid Highlight; outline-offset: -3px; }
          .chart .line, .chart .dot, .chart .zero { stroke: CanvasText; } .chart .label { fill: CanvasText; }
          .chart .bought { fill: Highlight; } .chart .sold { fill: CanvasText; }
          .legend span::before { forced-color-adjust: none; }
          .legend .bought::before { background: Highlight; } .legend .sold::before { background: CanvasText; }
          mark { background: Mark; color: MarkText; forced-color-adjust: none; }
          button, .plan { border: 1px solid ButtonText; }
        }
        @media print {
          :root { --paper: #fff; --sheet: #fff; --ink: #000; --soft: #333; --line: #999; --link: #000; --visited: #000;
            --mark: #ddd; --gain: #000; --loss: #000; --faint: #eee; color-scheme: light; }
          html { font-size: 10pt; }
          .top, .bottom, .skip, form, .filters, .pages, .facets, .orders, dialog, .back { display: none; }
          main { padding: 0; max-width: none; }
          .found { display: block; } .scroll { overflow: visible; }
          table { min-width: 0; font-size: 8pt; } th, td { padding: .2rem .35rem; } .trades td, .as { min-width: 0 !important; }
          time, .number { white-space: normal; } pre.text { max-height: none; }
          h2, h3, thead { break-after: avoid; } tr, .entry, .series { break-inside: avoid; }
          main a[rel="external"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
        }

        """
}
