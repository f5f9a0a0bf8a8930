import { ChefHat, ShoppingBag, Utensils } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { Checkbox } from '../checkbox.tsx';
import { NumberField } from '../number-field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SearchField } from '../search-field.tsx';
import { Select } from '../select.tsx';
import { Switch } from '../switch.tsx';
import { TextField } from '../text-field.tsx';
import { ThemeSwitch } from '../theme-switch.tsx';
import { Specimen } from './specimen.tsx';

const zones = [
  { id: 'new-york', label: 'New York', description: 'Eastern time' },
  { id: 'chicago', label: 'Chicago', description: 'Central time' },
  { id: 'berlin', label: 'Berlin' },
  { id: 'moon', label: 'The Moon', disabled: true },
] as const;

export function FieldsSection(): ReactElement {
  const [text, setText] = useState('');
  const [search, setSearch] = useState('pizza');
  const [count, setCount] = useState<number | null>(12);
  const [zone, setZone] = useState<(typeof zones)[number]['id'] | null>(null);
  const [on, setOn] = useState(true);
  const [checked, setChecked] = useState(true);
  const [orderType, setOrderType] = useState<'dine-in' | 'takeout' | 'staff'>('dine-in');
  return (
    <>
      <Specimen title="TextField">
        <TextField
          label="Store name"
          description="As guests know it: Café Aurora"
          value={text}
          onChange={setText}
          className="w-72"
        />
        <TextField
          label="Email"
          required
          type="email"
          value="ana@"
          onChange={setText}
          errorMessage="That is not a whole address yet."
          className="w-72"
        />
        <TextField label="Serial number" disabled value="AC-1204-77" onChange={setText} className="w-72" />
      </Specimen>
      <Specimen title="NumberField and SearchField">
        <NumberField label="Covers" steppers min={1} max={40} value={count} onChange={setCount} className="w-44" />
        <NumberField
          label="Tax rate"
          value={0.08875}
          onChange={setCount}
          formatOptions={{ style: 'percent', maximumFractionDigits: 3 }}
          className="w-44"
        />
        <NumberField
          label="Float"
          value={null}
          onChange={setCount}
          errorMessage="Count the drawer first."
          className="w-56"
        />
        <SearchField label="Search the menu" value={search} onChange={setSearch} className="w-72" />
        <SearchField
          label="Search orders"
          size="lg"
          value=""
          onChange={setSearch}
          placeholder="Order number or name"
          className="w-72"
        />
      </Specimen>
      <Specimen title="Select">
        <Select label="Time zone" options={zones} value={zone} onChange={setZone} className="w-72" />
        <Select label="Time zone" options={zones} value="berlin" onChange={setZone} disabled className="w-72" />
      </Specimen>
      <Specimen title="Switch and Checkbox">
        <div className="flex flex-col">
          <Switch isSelected={on} onChange={setOn} description="Guests see it on their receipt">
            Print the QR code
          </Switch>
          <Switch isSelected={false} onChange={setOn}>
            Open on Sundays
          </Switch>
          <Switch isSelected disabled onChange={setOn}>
            Offline sales
          </Switch>
        </div>
        <div className="flex flex-col">
          <Checkbox isSelected={checked} onChange={setChecked} description="Ready by 18:00">
            Burrata
          </Checkbox>
          <Checkbox isSelected={false} isIndeterminate onChange={setChecked}>
            All stations
          </Checkbox>
          <Checkbox isSelected={false} onChange={setChecked}>
            Anchovies
          </Checkbox>
          <Checkbox isSelected disabled onChange={setChecked}>
            Sold out
          </Checkbox>
        </div>
      </Specimen>
      <Specimen title="RadioGroup and ThemeSwitch">
        <RadioGroup
          label="Order type"
          size="lg"
          value={orderType}
          onChange={setOrderType}
          options={[
            { id: 'dine-in', label: 'Dine in', icon: <Utensils aria-hidden="true" /> },
            { id: 'takeout', label: 'Takeout', icon: <ShoppingBag aria-hidden="true" /> },
            { id: 'staff', label: 'Staff meal', icon: <ChefHat aria-hidden="true" />, disabled: true },
          ]}
        />
        <ThemeSwitch />
        <ThemeSwitch compact />
      </Specimen>
    </>
  );
}
