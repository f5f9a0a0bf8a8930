import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { initTheme } from '../use-theme.ts';
import { Gallery } from './gallery.tsx';
import './gallery.css';

initTheme('system');

const root = document.getElementById('root');
if (root === null) throw new Error("The gallery's page has no root element.");
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
