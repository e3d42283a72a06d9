package org.doanket.membership.application;

import static org.doanket.membership.InlinePage.escaped;

import java.util.Locale;
import org.doanket.membership.InlinePage;
import org.doanket.platform.http.Messages;

/** The form as a page for a telephone. */
record ApplicationFormPage(String html, String policy) {

    private static final String STYLE = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:1rem auto;padding:0 1rem}"
            + "label{display:block;margin-top:.8rem}input,select{width:100%;box-sizing:border-box;font-size:1.1rem;padding:.5rem}"
            + "input[type=checkbox]{width:1.4rem;height:1.4rem;vertical-align:middle}button{font-size:1.2rem;padding:.7rem 1.5rem;margin-top:1rem}"
            + "output{display:block;white-space:pre-line;margin-top:1rem}";

    /** One key for the page as it stands: pressing twice, or again after a broken line, is one application. */
    private static final String SCRIPT = """
            const form = document.querySelector('form');
            const output = document.querySelector('output');
            const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
            form.addEventListener('submit', async event => {
              event.preventDefault();
              const person = {};
              for (const field of form.querySelectorAll('[name]')) {
                if (field.value.trim()) person[field.name] = field.value.trim();
              }
              const consent = {textVersion: Number(form.dataset.textVersion), given: form.querySelector('#consent').checked};
              output.textContent = '…';
              try {
                const answer = await fetch(form.dataset.address, {method: 'POST', headers: {'Content-Type': 'application/json',
                  'Accept-Language': document.documentElement.lang, 'Idempotency-Key': key}, body: JSON.stringify({person, consent})});
                const said = await answer.json();
                if (answer.ok) {
                  form.hidden = true;
                  output.textContent = form.dataset.done + '\\n' + said.receipt;
                } else {
                  const labelled = error => {
                    const label = form.querySelector('label[for="' + error.pointer.split('/').pop() + '"]');
                    return (label ? label.textContent + ': ' : '') + error.message;
                  };
                  output.textContent = said.errors ? said.errors.map(labelled).join('\\n') : said.detail;
                }
              } catch (broken) {
                output.textContent = form.dataset.broken;
              }
            });
            """;

    static ApplicationFormPage of(String code, ApplicationFormView form, Locale language) {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"" + language.getLanguage() + "\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + text(language, "title") + "</title><style>" + STYLE
                + "</style><h1>" + text(language, "title") + "</h1><p><strong>" + escaped(form.unitName()) + "</strong></p>");
        if (!form.isOpen()) {
            return page(html.append("<p>").append(text(language, "closed")).append("</p></html>"));
        }
        html.append("<form data-address=\"").append(code).append("/submissions\" data-text-version=\"").append(form.consent().textVersion())
                .append("\" data-done=\"").append(text(language, "done")).append("\" data-broken=\"").append(text(language, "broken")).append("\">");
        form.fields().forEach(field -> field(html, field, form, language));
        html.append("<p><input type=\"checkbox\" id=\"consent\" required> <label for=\"consent\">").append(escaped(form.consent().text()))
                .append("</label></p><button>").append(text(language, "send")).append("</button></form><output role=\"status\"></output><script>")
                .append(SCRIPT).append("</script></html>");
        return page(html);
    }

    private static void field(StringBuilder html, ApplicationFormView.Field field, ApplicationFormView form, Locale language) {
        // A passport is no national id: who is foreign leaves that one empty, so the service and not the browser asks for it.
        String attributes = " id=\"" + field.name() + "\" name=\"" + field.name() + "\""
                + (field.required() && !field.name().equals("nationalId") ? " required" : "");
        html.append("<label for=\"").append(field.name()).append("\">").append(escaped(field.label())).append("</label>");
        switch (field.name()) {
            case "sex" -> select(html, attributes, "<option value=\"female\">" + escaped(Messages.text(language, "sex.female"))
                    + "</option><option value=\"male\">" + escaped(Messages.text(language, "sex.male")) + "</option>");
            case "category" -> select(html, attributes, form.categories().stream().map(category -> option(category.code(), category.name()))
                    .reduce("", String::concat));
            case "post" -> select(html, attributes, form.posts().stream().map(post -> option(post.code(), post.name())).reduce("", String::concat));
            default -> html.append("<input").append(attributes).append(" type=\"").append(type(field.name())).append("\" maxlength=\"")
                    .append(field.longest()).append("\">");
        }
    }

    private static String option(String code, String name) {
        return "<option value=\"" + escaped(code) + "\">" + escaped(name) + "</option>";
    }

    private static void select(StringBuilder html, String attributes, String options) {
        html.append("<select").append(attributes).append("><option value=\"\"></option>").append(options).append("</select>");
    }

    private static String type(String field) {
        return switch (field) {
            case "birthDate", "contractFrom", "contractTo" -> "date";
            case "phone" -> "tel";
            case "email" -> "email";
            default -> "text";
        };
    }

    private static ApplicationFormPage page(StringBuilder html) {
        return new ApplicationFormPage(html.toString(), InlinePage.policy(SCRIPT, STYLE));
    }

    private static String text(Locale language, String key) {
        return escaped(Messages.text(language, "application.page." + key));
    }
}
