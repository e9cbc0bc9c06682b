import { describe, expect, it } from 'vitest'
import { safeUrl } from './safe-url.ts'

describe('an address to open outside', () => {
  it.each([
    'https://www.exemple.fr/page?a=1#b',
    'https://exemple.fr:8443/',
    'https://xn--crche-5ua.exemple.fr/',
    'mailto:accueil@exemple.fr',
    'mailto:accueil@exemple.fr?subject=Demande&body=Bonjour',
    'tel:+33199000000',
    'tel:01.99.00.00.00',
    'tel:3949',
  ])('is opened: %s', (text) => {
    expect(safeUrl(text).href).toBe(new URL(text).href)
  })

  it.each([
    ['http://exemple.fr', 'https://exemple.fr/'],
    ['HTTP://www.exemple.fr:80/a?b=http://c#d', 'https://www.exemple.fr/a?b=http://c#d'],
  ])('is opened in https when it was written %s', (text, href) => {
    expect(safeUrl(text).href).toBe(href)
  })

  it.each([
    'http://exemple.fr:8080/',
    'http:exemple.fr',
    'http://utilisateur:secret@exemple.fr/',
    `http://exemple.fr/${'a'.repeat(2065)}`,
    'file:///etc/passwd',
    'file://serveur/partage/a.exe',
    'smb://serveur/partage',
    '\\\\serveur\\partage\\a.exe',
    '//serveur/partage',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:msgbox(1)',
    'blob:https://exemple.fr/1',
    'about:blank',
    'view-source:https://exemple.fr',
    'ms-msdt:/id PCWDiagnostic',
    'ms-officecmd:{}',
    'search-ms:query=a&crumb=location:\\\\serveur',
    'ms-settings:privacy',
    'vscode://file/c:/a',
    'ssh://hote -oProxyCommand=calc',
    'zoommtg://x',
    'app://dora/',
    'https://utilisateur:secret@exemple.fr/',
    'https://exemple.fr@malveillant.fr/',
    'https:exemple.fr',
    'https:///exemple.fr',
    'https:\\\\exemple.fr',
    'https://exemple.fr/\u0000',
    'https://exemple.fr/\u202Egnp.exe',
    'https://exemple.fr/ a',
    'https://',
    'https://[::1',
    `https://exemple.fr/${'a'.repeat(2100)}`,
    'mailto:',
    'mailto:accueil@exemple.fr?attach=/etc/passwd',
    'mailto:accueil@exemple.fr?attachment=C:/a',
    'mailto:a@b.fr,c@d.fr@e.fr',
    'tel:*#06#',
    'tel:%23%2306%23',
    'tel:123;phone-context=exemple',
    'C:\\Windows\\System32\\calc.exe',
    '/usr/bin/xcalc',
    '--help',
    'exemple.fr',
    '',
  ])('is refused: %s', (text) => {
    expect(() => safeUrl(text)).toThrow(expect.objectContaining({ code: 'lien-refuse' }) as Error)
  })
})
