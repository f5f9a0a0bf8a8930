#!/bin/busybox sh
# The guest's first program: a USB printer of the kernel's own making (dummy_hcd and a printer gadget, class 7, 04b8:0e15) on a
# machine that sees the host's files, read only, and runs the host's Node.
/bin/busybox mkdir -p /sbin /usr/bin /usr/sbin; /bin/busybox --install -s
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
for module in virtio_pci 9pnet_virtio 9p usbcore libcomposite dummy_hcd usb_f_printer; do modprobe $module || echo "USB-GUEST no module $module"; done
mkdir -p /host; mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose hostroot /host || echo "USB-GUEST no files of the host"
mount -t configfs none /sys/kernel/config
gadget=/sys/kernel/config/usb_gadget/printer; mkdir -p $gadget && cd $gadget
echo 0x04b8 > idVendor; echo 0x0e15 > idProduct
mkdir -p strings/0x409; echo EPSON > strings/0x409/manufacturer; echo "TM-T88V (emulated)" > strings/0x409/product; echo X1 > strings/0x409/serialnumber
mkdir -p configs/c.1/strings/0x409 functions/printer.0
echo "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;" > functions/printer.0/pnp_string; echo 10 > functions/printer.0/q_len
ln -s functions/printer.0 configs/c.1/; echo dummy_udc.0 > UDC
ifconfig lo 127.0.0.1 up
cd /
mount --bind /dev /host/dev; mount --bind /proc /host/proc; mount -o rbind /sys /host/sys; mount -t tmpfs tmpfs /host/run
TMPDIR=/run HOME=/run chroot /host @NODE@ @ARGUMENTS@; echo "USB-GUEST ended $?"
poweroff -f
