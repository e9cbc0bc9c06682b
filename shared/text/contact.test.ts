import { describe, expect, it } from 'vitest'
import { displayPhone, mailtoUrl, telephoneUrl } from './contact.ts'

describe('displayPhone', () => {
  it.each([
    ['+33199001234', '01\u00a099\u00a000\u00a012\u00a034'],
    ['0199001234', '01\u00a099\u00a000\u00a012\u00a034'],
    ['3949', '3949'],
    ['115', '115'],
    ['+590590000000', '+590\u00a0590\u00a000\u00a000\u00a000'],
    ['voir site', 'voir site'],
  ])('%s → %s', (number, shown) => expect(displayPhone(number)).toBe(shown))

  it('dials the digits only', () => expect(telephoneUrl('01 99 00 12 34')).toBe('tel:0199001234'))
})

describe('mailtoUrl', () => {
  it('encodes what it carries', () => {
    expect(mailtoUrl({ to: 'a@exemple.fr', subject: 'À & B', body: 'x\ny' })).toBe(
      'mailto:a@exemple.fr?subject=%C3%80%20%26%20B&body=x%0D%0Ay',
    )
  })
  it('stays within what mail programs open', () => {
    const url = mailtoUrl({ subject: 's', body: Array.from({ length: 400 }, (_, line) => `ligne ${line}`).join('\n') })
    expect(url.length).toBeLessThanOrEqual(1900)
    expect(url).toContain('ligne%200')
  })
})
