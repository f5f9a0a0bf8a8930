import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Dialog as AriaDialog, Heading } from "./aria-dialog.ts";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { useUiWords } from "./ui-provider.tsx";
