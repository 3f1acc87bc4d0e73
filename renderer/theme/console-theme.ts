import { theme, type ThemeConfig } from 'antd';
import { fontStack, monoStack } from './font-stacks.ts';
import type { Palette } from './palette.ts';

/** Ant Design dressed in our palette: compact, calm, square-ish corners. */
export function consoleTheme(palette: Palette, isDark: boolean): ThemeConfig {
  return {
    algorithm: [isDark ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm],
    cssVar: { key: 'jiqun' },
    hashed: false,
    token: {
      colorPrimary: palette.accent,
      colorInfo: palette.info,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorError: palette.bad,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.surface,
      colorBgElevated: isDark ? palette.raised : palette.surface,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorText: palette.text,
      colorTextSecondary: palette.textSecond,
      colorTextTertiary: palette.textThird,
      fontFamily: fontStack,
      fontFamilyCode: monoStack,
      // The compact algorithm takes 2 from the font size and 4 from the height of controls.
      fontSize: 15,
      borderRadius: 6,
      controlHeight: 32,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
  };
}
