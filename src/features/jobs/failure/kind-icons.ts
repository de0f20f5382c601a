import {
  Ban,
  CircleHelp,
  CloudAlert,
  FileCode,
  Gauge,
  HardDrive,
  Layers,
  Lock,
  MemoryStick,
  PackageX,
  TimerOff,
  Unplug,
  type LucideIcon,
} from 'lucide-react'
import type { FailureKind } from '../../../domain/failure/failure.ts'

export const kindIcons: Record<FailureKind, LucideIcon> = {
  'your-code': FileCode,
  dependency: PackageX,
  'data-access': Lock,
  'image-build': Layers,
  'out-of-memory': MemoryStick,
  'out-of-disk': HardDrive,
  quota: Gauge,
  preempted: Unplug,
  'timed-out': TimerOff,
  cancelled: Ban,
  service: CloudAlert,
  unknown: CircleHelp,
}
