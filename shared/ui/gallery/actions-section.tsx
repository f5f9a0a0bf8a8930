import { Copy, Ellipsis, MessageSquare, Plus, Send, Trash2, Utensils } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { Button, type ButtonSize, type ButtonVariant } from '../button.tsx';
import { Checkbox } from '../checkbox.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { Dialog } from '../dialog.tsx';
import { IconButton } from '../icon-button.tsx';
import { Menu } from '../menu.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Sheet } from '../sheet.tsx';
import { Stepper } from '../stepper.tsx';
import { Tabs } from '../tabs.tsx';
import { TextField } from '../text-field.tsx';
import { toasts } from '../toast.tsx';
import { MoneyText } from '../money-text.tsx';
import { Specimen } from './specimen.tsx';

const variants: readonly ButtonVariant[] = ['primary', 'secondary', 'quiet', 'danger', 'positive'];
const sizes: readonly ButtonSize[] = ['md', 'lg', 'xl'];

function ModifierSheet({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
}): ReactElement {
  const [size, setSize] = useState<'small' | 'large'>('small');
  const [extras, setExtras] = useState<readonly string[]>(['Basil']);
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Margherita"
      description="Choose a size. Extras are optional, up to 4."
      footer={
        <Button
          variant="primary"
          size="lg"
          fullWidth
          trailing={<MoneyText amountMinor={1450} />}
          onPress={() => onOpenChange(false)}
        >
          Add to check
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <RadioGroup
          label="Size"
          required
          fullWidth
          size="lg"
          className="items-stretch"
          value={size}
          onChange={setSize}
          options={[
            { id: 'small', label: 'Small' },
            { id: 'large', label: 'Large' },
          ]}
        />
        <div role="group" aria-label="Extras" className="divide-y divide-line">
          {[
            'Basil',
            'Burrata',
            'Anchovies',
            'Smoked provola from the village above Sorrento',
            'Olives',
            'Capers',
            'Rocket',
          ].map((name) => (
            <Checkbox
              key={name}
              size="lg"
              isSelected={extras.includes(name)}
              onChange={(on) => setExtras((all) => (on ? [...all, name] : all.filter((other) => other !== name)))}
              trailing={<MoneyText amountMinor={150} showPlus />}
            >
              {name}
            </Checkbox>
          ))}
        </div>
      </div>
    </Sheet>
  );
}

export function ActionsSection(): ReactElement {
  const [open, setOpen] = useState<'sheet' | 'dialog' | 'confirm' | null>(null);
  const [note, setNote] = useState('');
  const [quantity, setQuantity] = useState(2);
  const [tab, setTab] = useState('open');
  const close = (): void => setOpen(null);
  return (
    <>
      {variants.map((variant) => (
        <Specimen key={variant} title={`Button ${variant}`}>
          {sizes.map((size) => (
            <Button key={size} variant={variant} size={size} icon={<Send />}>
              Send 3
            </Button>
          ))}
          <Button variant={variant} size="lg" busy>
            Send 3
          </Button>
          <Button variant={variant} size="lg" disabled>
            Send 3
          </Button>
          <Button variant={variant} size="lg" trailing={<MoneyText amountMinor={4210} />} className="w-56">
            Pay
          </Button>
        </Specimen>
      ))}
      <Specimen title="IconButton and Menu">
        {variants.map((variant) => (
          <IconButton key={variant} label={`Add (${variant})`} icon={<Plus />} variant={variant} size="lg" />
        ))}
        <IconButton label="Add (disabled)" icon={<Plus />} disabled />
        <Menu
          label="Line: Margherita"
          trigger={<IconButton label="More" icon={<Ellipsis />} variant="secondary" />}
          onAction={(id) => toasts.show({ message: `Chosen: ${id}` })}
          items={[
            { id: 'note', label: 'Add a note', icon: <MessageSquare aria-hidden="true" /> },
            { id: 'repeat', label: 'Repeat', icon: <Copy aria-hidden="true" />, hint: 'R' },
            { id: 'course', label: 'Course', icon: <Utensils aria-hidden="true" />, disabled: true },
            { id: 'void', label: 'Void', icon: <Trash2 aria-hidden="true" />, danger: true },
          ]}
        />
      </Specimen>
      <Specimen title="Sheet, Dialog, ConfirmDialog, Toast">
        <Button onPress={() => setOpen('sheet')}>Open sheet</Button>
        <Button onPress={() => setOpen('dialog')}>Open dialog</Button>
        <Button onPress={() => setOpen('confirm')}>Void 2 lines</Button>
        <Button
          onPress={() =>
            toasts.show({
              message: 'Margherita removed',
              action: { label: 'Undo', onAction: () => toasts.show({ message: 'It is back', tone: 'positive' }) },
            })
          }
        >
          Toast with undo
        </Button>
        <Button onPress={() => toasts.show({ message: 'Receipt printed at Bar', tone: 'positive' })}>Toast</Button>
        <ModifierSheet isOpen={open === 'sheet'} onOpenChange={(isOpen) => setOpen(isOpen ? 'sheet' : null)} />
        <Dialog
          isOpen={open === 'dialog'}
          onOpenChange={(isOpen) => setOpen(isOpen ? 'dialog' : null)}
          title="Note for the kitchen"
          description="Printed under the line."
          footer={
            <>
              <Button onPress={close}>Cancel</Button>
              <Button variant="primary" onPress={close}>
                Add note
              </Button>
            </>
          }
        >
          <TextField label="Note" value={note} onChange={setNote} rows={3} placeholder="Well done, sauce on the side" />
        </Dialog>
        <ConfirmDialog
          isOpen={open === 'confirm'}
          title="Void 2 lines?"
          confirmLabel="Void 2 lines"
          cancelLabel="Keep them"
          onConfirm={close}
          onCancel={close}
        >
          The kitchen has them already and will see them struck through. This cannot be taken back.
        </ConfirmDialog>
      </Specimen>
      <Specimen title="Stepper">
        <Stepper
          label="Margherita"
          value={quantity}
          onChange={setQuantity}
          onRemove={() => toasts.show({ message: 'Removed' })}
        />
        <Stepper label="Margherita, large" size="lg" value={quantity} onChange={setQuantity} max={9} />
        <Stepper label="Margherita, disabled" value={1} onChange={setQuantity} disabled />
      </Specimen>
      <Specimen title="Tabs">
        <Tabs
          label="Orders"
          className="w-full"
          selectedId={tab}
          onChange={setTab}
          items={[
            { id: 'open', label: 'Open', count: 12, content: <p>Twelve open checks.</p> },
            { id: 'parked', label: 'Parked', count: 0, content: <p>Nothing parked.</p> },
            { id: 'closed', label: 'Closed today', count: 148, content: <p>Closed checks.</p> },
            { id: 'refunds', label: 'Refunds', disabled: true, content: <p>No permission.</p> },
          ]}
        />
      </Specimen>
    </>
  );
}
