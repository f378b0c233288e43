// Where the browser has Trusted Types, the page's policy asks for them: a string can then never become markup by
// mistake. Scripts are only taken from this site.

globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL(address) {
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) throw new TypeError('a script of another site was refused');
    return url.href;
  },
});
