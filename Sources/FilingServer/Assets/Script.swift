/// The script of the pages: suggestions while one types, and keys.
///
/// Without it forms and links do the same.
enum Script {
    static let text = #"""
        "use strict";
        (() => {
          const box = document.getElementById("q");
          const list = document.getElementById("suggestions");
          const said = document.getElementById("said");
          const keys = document.getElementById("keys");
          let options = [];
          let active = -1;
          let asked = null;
          let timer = 0;

          // Names only: marks of the query language mean that filings are wanted.
          const isName = (text) => text.trim().length > 1 && !/[:"()*~^{}\/]/.test(text);

          const element = (name, css, text) => {
            const made = document.createElement(name);
            if (css) made.className = css;
            if (text !== undefined) made.textContent = text;
            return made;
          };

          const address = (party) =>
            (party.asIssuer > party.asOwner ? "/issuers/" : "/people/") + encodeURIComponent(party.key);

          const close = () => {
            clearTimeout(timer);
            if (asked) asked.abort();
            options = [];
            active = -1;
            list.hidden = true;
            list.replaceChildren();
            box.setAttribute("aria-expanded", "false");
            box.removeAttribute("aria-activedescendant");
          };

          const choose = (place) => {
            active = place;
            options.forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
            if (place < 0) {
              box.removeAttribute("aria-activedescendant");
            } else {
              box.setAttribute("aria-activedescendant", options[place].id);
              options[place].scrollIntoView({ block: "nearest" });
            }
          };

          const show = (parties) => {
            list.replaceChildren();
            options = parties.map((party, number) => {
              const option = element("div", "option");
              option.id = "option-" + number;
              option.setAttribute("role", "option");
              option.setAttribute("aria-selected", "false");
              option.dataset.address = address(party);
              const first = element("div", "option-name", party.name);
              if (party.tickers.length) first.append(" ", element("span", "symbols", party.tickers.join(", ")));
              const facts = [party.kind === "unknown" ? "" : party.kind, party.place,
                party.filings === 1 ? "1 filing" : party.filings + " filings",
                party.cik ? "CIK " + party.cik : "known by name only"].filter(Boolean).join(" · ");
              option.append(first, element("div", "option-facts", facts), element("div", "option-why", party.reason));
              option.addEventListener("mousedown", (event) => event.preventDefault());
              option.addEventListener("click", () => { location.href = option.dataset.address; });
              list.append(option);
              return option;
            });
            active = -1;
            list.hidden = options.length === 0;
            box.setAttribute("aria-expanded", String(options.length > 0));
            box.removeAttribute("aria-activedescendant");
            said.textContent = options.length === 0 ? "No suggestions"
              : options.length + (options.length === 1 ? " suggestion" : " suggestions") + ", arrow keys to choose";
          };

          const ask = async () => {
            const text = box.value;
            if (!isName(text)) return close();
            if (asked) asked.abort();
            asked = new AbortController();
            try {
              const answer = await fetch("/v1/suggest?q=" + encodeURIComponent(text), { signal: asked.signal });
              if (!answer.ok) return close();
              const found = await answer.json();
              if (box.value === text && document.activeElement === box) show(found.parties);
            } catch (error) {
              if (error.name !== "AbortError") close();
            }
          };

          if (box && list) {
            list.setAttribute("role", "listbox");
            list.setAttribute("aria-label", "People and companies");
            box.setAttribute("role", "combobox");
            box.setAttribute("aria-autocomplete", "list");
            box.setAttribute("aria-controls", "suggestions");
            box.setAttribute("aria-expanded", "false");
            box.addEventListener("input", () => {
              clearTimeout(timer);
              timer = setTimeout(ask, 60);
            });
            box.addEventListener("blur", close);
            box.addEventListener("keydown", (event) => {
              if (event.key === "Escape") {
                if (!list.hidden) { close(); event.preventDefault(); }
                return;
              }
              if (options.length === 0) {
                if (event.key === "ArrowDown") ask();
                return;
              }
              if (event.key === "ArrowDown") choose(active + 1 < options.length ? active + 1 : -1);
              else if (event.key === "ArrowUp") choose(active < 0 ? options.length - 1 : active - 1);
              else if (event.key === "Enter" && active >= 0) location.href = options[active].dataset.address;
              else return;
              event.preventDefault();
            });
            if (document.body.classList.contains("home")) box.focus();
          }

          // Entries to go through by j and k: the links of lists, else the first of each row.
          const entries = () => {
            const found = [...document.querySelectorAll("main .entry h3 a")];
            if (found.length) return found;
            return [...document.querySelectorAll("main tbody tr")].map((row) => row.querySelector("a")).filter(Boolean);
          };

          const move = (step) => {
            const found = entries();
            if (found.length === 0) return;
            const here = found.indexOf(document.activeElement);
            const next = here < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(found.length - 1, Math.max(0, here + step));
            found[next].focus();
          };

          document.addEventListener("keydown", (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
            const place = event.target;
            if (place.matches && place.matches("input, select, textarea")) return;
            if (keys && keys.open) return;
            if (event.key === "/" && box) { box.focus(); box.select(); }
            else if (event.key === "j") move(1);
            else if (event.key === "k") move(-1);
            else if (event.key === "?" && keys) keys.showModal();
            else return;
            event.preventDefault();
          });

          // What was not filled in makes addresses long.
          for (const form of document.querySelectorAll("form.filters")) {
            form.addEventListener("submit", () => {
              for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
            });
          }
          addEventListener("pageshow", () => {
            for (const field of document.querySelectorAll("form.filters :disabled")) field.disabled = false;
          });
        })();

        """#
}
