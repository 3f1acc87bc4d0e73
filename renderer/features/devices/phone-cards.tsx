import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { PhoneCard } from './phone-card.tsx';
import { useCursorScroll } from './use-cursor-scroll.ts';
import { useListClicks } from './use-list-clicks.ts';
import { useListKeys } from './use-list-keys.ts';

const narrowestCard = 156;
const gap = 8;
const lineHeight = 112;
const overscan = 3;

/** The phones as cards; lines that are off the screen do not exist in the page. */
export function PhoneCards({ shownIds }: { readonly shownIds: readonly string[] }): ReactNode {
  const { text } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const perLine = useCardsPerLine(scroller);
  const virtualizer = useVirtualizer({
    count: Math.ceil(shownIds.length / perLine),
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan,
  });
  const linesPerPage = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? lineHeight) / lineHeight));
  const handleClick = useListClicks(shownIds);
  const handleKey = useListKeys({ shownIds, perLine, linesPerPage });
  const cursorId = useCursorScroll(shownIds, (index) =>
    virtualizer.scrollToIndex(Math.floor(index / perLine), { align: 'auto' }),
  );
  return (
    <div
      ref={scroller}
      className="phone-cards"
      role="listbox"
      tabIndex={0}
      aria-label={text('devices.list')}
      aria-multiselectable
      aria-activedescendant={cursorId === null ? undefined : `phone-${cursorId}`}
      data-phone-list
      onClick={handleClick}
      onKeyDown={handleKey}
    >
      <div className="card-lines" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            className="card-line"
            style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${perLine}, minmax(0, 1fr))` }}
          >
            {shownIds.slice(index * perLine, (index + 1) * perLine).map((phoneId) => (
              <PhoneCard key={phoneId} phoneId={phoneId} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function useCardsPerLine(scroller: RefObject<HTMLDivElement | null>): number {
  const [perLine, setPerLine] = useState(1);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const room = element.clientWidth + gap;
      setPerLine(Math.max(1, Math.floor(room / (narrowestCard + gap))));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [scroller]);
  return perLine;
}
