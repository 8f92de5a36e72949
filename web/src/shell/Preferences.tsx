import { BgColorsOutlined } from '@ant-design/icons';
import { Button, Popover, Segmented } from 'antd';
import { useText } from '../i18n/text';
import { useSettings, type AppearanceChoice } from '../settings/settings';

/** Language switch (keeps the page), and how the pages look. */
export function Preferences() {
  const { t, language } = useText();
  const { appearance, redMeansUp, set } = useSettings();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <>
      <Button type="text" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => set({ language: other })}>
        {other === 'zh' ? '中文' : 'English'}
      </Button>
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <div className="preferences">
            <p id="pref-look">{t('pref.appearance')}</p>
            <Segmented<AppearanceChoice>
              aria-labelledby="pref-look"
              value={appearance}
              onChange={value => set({ appearance: value })}
              options={[
                { value: 'light', label: t('pref.light') },
                { value: 'dark', label: t('pref.dark') },
                { value: 'system', label: t('pref.system') },
              ]}
            />
            <p id="pref-price">{t('pref.price')}</p>
            <Segmented
              aria-labelledby="pref-price"
              value={redMeansUp ? 'red' : 'green'}
              onChange={value => set({ redMeansUp: value === 'red' })}
              options={[
                { value: 'red', label: t('pref.redUp') },
                { value: 'green', label: t('pref.greenUp') },
              ]}
            />
          </div>
        }
      >
        <Button type="text" icon={<BgColorsOutlined aria-hidden />} aria-label={t('pref.title')} />
      </Popover>
    </>
  );
}
