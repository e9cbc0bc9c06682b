import { expect, type Locator } from '@playwright/test'

/** The design system draws its own boxes over the real ones: one presses the words, as with a mouse. */
export const tick = async (box: Locator, on = true): Promise<void> => {
  if ((await box.isChecked()) !== on) await box.locator('xpath=ancestor::label[1]').click()
  await expect(box).toBeChecked({ checked: on })
}
