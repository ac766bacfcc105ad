import { Button, Dropdown, Input, Popover } from 'antd'
import type { InputRef } from 'antd'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useNavigate } from 'react-router'
import type { SavedView } from '@tidegate/contract'
import { problemText } from '../../api/problem-text.ts'
import { useDropView, useRenameView, useSavedViews, useSaveView } from '../../api/saved-views.ts'
import { paths } from '../../paths.ts'
import { cx } from '../../ui/cx.ts'
import { useToast } from '../../ui/use-toast.tsx'
import { useWords } from '../../ui/use-words.ts'
import { isFiltered, viewOf } from './order-choice.ts'
import type { OrderChoice } from './order-choice.ts'
import styles from './saved-views.module.css'

const NAME_CHARACTERS_MAX = 40

/** One's own views of the list as tabs; the one that is looked at can be renamed and dropped. */
export function SavedViews({ choice, onOpen }: { choice: OrderChoice; onOpen: () => void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { data } = useSavedViews()
  const views = data?.views ?? []
  const query = viewOf(choice)
  const open = (to: string) => {
    onOpen()
    void navigate({ pathname: paths.orders(), search: to })
  }
  const isKept = views.some((view) => view.query === query)
  return (
    <nav className={styles['views']} aria-label={t('orders.views')} data-testid="saved-views">
      <button type="button" aria-pressed={query === ''} onClick={() => open('')}>
        {t('orders.everyOrder')}
      </button>
      {views.map((view) => (
        <span key={view.id} className={cx(styles['view'], view.query === query && styles['open'])}>
          <button
            type="button"
            aria-pressed={view.query === query}
            onClick={() => open(view.query)}
            data-testid="saved-view"
          >
            {view.name}
          </button>
          {view.query === query && <ViewMenu view={view} />}
        </span>
      ))}
      {isFiltered(choice) && !isKept && <SaveView query={query} />}
    </nav>
  )
}

function SaveView({ query }: { query: string }) {
  const { t } = useWords()
  const toast = useToast()
  const save = useSaveView()
  return (
    <NamePopover
      title={t('orders.saveView')}
      name=""
      onName={async (name) => {
        await save.mutateAsync({ name, query })
        toast.done(t('orders.viewSaved', { name }))
      }}
    >
      <Button size="small" type="dashed" data-testid="save-view">
        {t('orders.saveView')}
      </Button>
    </NamePopover>
  )
}

function ViewMenu({ view }: { view: SavedView }) {
  const { t } = useWords()
  const toast = useToast()
  const rename = useRenameView()
  const save = useSaveView()
  const dropping = useDropView()
  const [isNaming, setNaming] = useState(false)
  const { id, name, query } = view
  const drop = async () => {
    try {
      await dropping.mutateAsync(id)
      toast.done(t('orders.viewDropped', { name }), () => save.mutate({ name, query }))
    } catch (error) {
      toast.failed(problemText(t, error))
    }
  }
  return (
    <NamePopover
      title={t('orders.renameView')}
      name={name}
      open={isNaming}
      onOpenChange={setNaming}
      onName={(chosen) => rename.mutateAsync({ id, name: chosen })}
    >
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'rename', label: t('orders.renameView') },
            { key: 'drop', label: t('orders.dropView'), danger: true },
          ],
          onClick: ({ key }) => {
            if (key === 'rename') setNaming(true)
            else void drop()
          },
        }}
      >
        <button type="button" aria-label={t('orders.viewMenu', { name })} data-testid="view-menu">
          ⋯
        </button>
      </Dropdown>
    </NamePopover>
  )
}

/** The field is there only while it is asked for. */
function focused(input: InputRef | null): void {
  input?.focus()
}

interface NamePopoverProps {
  title: string
  name: string
  /** Where something else opens it. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  onName: (name: string) => Promise<unknown>
  children: ReactElement
}

/** Asks for a name; Enter takes it. What the server says against it stands beside it. */
function NamePopover({ title, name, open, onOpenChange, onName, children }: NamePopoverProps) {
  const { t } = useWords()
  const [isOwnOpen, setOwnOpen] = useState(false)
  const [typed, setTyped] = useState(name)
  const [problem, setProblem] = useState<string | null>(null)
  const setOpen = (next: boolean) => {
    setTyped(name)
    setProblem(null)
    setOwnOpen(next)
    onOpenChange?.(next)
  }
  const take = async () => {
    if (typed.trim() === '') return
    try {
      await onName(typed.trim())
      setOpen(false)
    } catch (error) {
      setProblem(problemText(t, error))
    }
  }
  const isControlled = open !== undefined
  return (
    <Popover
      open={isControlled ? open : isOwnOpen}
      // Something else opens a controlled one; a click on its child must not.
      onOpenChange={(next) => (isControlled && next ? undefined : setOpen(next))}
      trigger="click"
      destroyOnHidden
      title={title}
      content={
        <form
          className={styles['name']}
          onSubmit={(event) => {
            event.preventDefault()
            void take()
          }}
        >
          <Input
            ref={focused}
            value={typed}
            maxLength={NAME_CHARACTERS_MAX}
            placeholder={t('orders.viewName')}
            onChange={(event) => setTyped(event.target.value)}
            data-testid="view-name"
          />
          <Button type="primary" htmlType="submit" data-testid="view-name-take">
            {t('orders.keep')}
          </Button>
          {problem !== null && <p role="alert">{problem}</p>}
        </form>
      }
    >
      {children}
    </Popover>
  )
}
