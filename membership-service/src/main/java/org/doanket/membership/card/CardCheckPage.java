package org.doanket.membership.card;

import java.util.Locale;
import org.doanket.membership.InlinePage;
import org.doanket.platform.http.Messages;

/** The page with a field for the code. */
record CardCheckPage(String html, String policy) {

    private static final String STYLE = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
            + "textarea{width:100%;box-sizing:border-box;height:9rem;font-family:monospace}button{font-size:1.1rem;padding:.5rem 1.5rem}"
            + "output{display:block;white-space:pre-line;margin-top:1rem;font-size:1.2rem}";

    private static final String SCRIPT = """
            document.querySelector('form').addEventListener('submit', async event => {
              event.preventDefault();
              const output = document.querySelector('output');
              output.textContent = '…';
              const answer = await fetch('card-checks', {method: 'POST', headers: {'Content-Type': 'application/json',
                'Accept-Language': document.documentElement.lang}, body: JSON.stringify({code: document.querySelector('textarea').value})});
              const said = await answer.json();
              output.textContent = [said.text || said.detail, said.name, said.memberCode, said.unitName, said.validUntil].filter(Boolean).join('\\n');
            });
            """;

    static CardCheckPage in(Locale language) {
        String html = "<!doctype html><html lang=\"" + language.getLanguage() + "\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + text(language, "card.page.title") + "</title><style>" + STYLE
                + "</style><h1>" + text(language, "card.page.title") + "</h1><form><p><label for=\"code\">" + text(language, "card.page.code")
                + "</label></p><textarea id=\"code\" required autocomplete=\"off\" spellcheck=\"false\"></textarea><p><button>"
                + text(language, "card.page.check") + "</button></p></form><output role=\"status\"></output><p><small>"
                + text(language, "card.page.offline") + " <a href=\"card-keys\">card-keys</a></small></p><script>" + SCRIPT + "</script></html>";
        return new CardCheckPage(html, InlinePage.policy(SCRIPT, STYLE));
    }

    private static String text(Locale language, String key) {
        return Messages.text(language, key);
    }
}
