'use strict';

const byId = (id) => document.getElementById(id);

/** Where the suite is being tried out, its document describes how to get a token: then a form for it appears. */
function offerDemoTokens(ui, document) {
  const operation = document.paths['/demo/tokens'];
  if (!operation) {
    return;
  }
  for (const role of document.components.schemas.GatewayDemoIdentity.properties.role.enum) {
    byId('role').append(new Option(role, role));
  }
  byId('get-token').addEventListener('click', async () => {
    const wish = { role: byId('role').value };
    for (const field of ['unit', 'member']) {
      if (byId(field).value.trim()) {
        wish[field] = byId(field).value.trim();
      }
    }
    const answer = await fetch('/demo/tokens', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': navigator.language },
      body: JSON.stringify(wish),
    });
    const body = await answer.json();
    if (answer.ok) {
      ui.preauthorizeApiKey('bearer', body.access_token);
    }
    byId('outcome').textContent = answer.ok
      ? `You are ${wish.role} for ${body.expires_in / 60} minutes.`
      : `${body.title}: ${body.detail}`;
  });
  byId('demo').hidden = false;
}

fetch('/openapi.json').then((answer) => answer.json()).then((document) => {
  const ui = SwaggerUIBundle({
    spec: document,
    dom_id: '#swagger-ui',
    deepLinking: true,
    docExpansion: 'none',
    filter: true,
    validatorUrl: null,
    onComplete: () => offerDemoTokens(ui, document),
  });
});
