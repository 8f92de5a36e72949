import '@ant-design/v5-patch-for-react-19';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode, useMemo, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { router } from './shell/routes';
import { SessionProvider } from './shell/session';
import { SettingsProvider, useSettings } from './settings/settings';
import './styles.css';
import { antThemeOf } from './theme';

/** Ant Design in the chosen language and appearance. */
function Themed({ children }: { children: ReactNode }) {
  const { language, shown, still } = useSettings();
  const theme = useMemo(() => antThemeOf(shown, still), [shown, still]);
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <SettingsProvider>
      <Themed>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </Themed>
    </SettingsProvider>
  </StrictMode>,
);
