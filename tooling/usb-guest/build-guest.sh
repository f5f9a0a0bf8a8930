#!/usr/bin/env bash
# Builds the guest: Debian's own kernel out of its package, nothing of which is installed, and a small first file system.
#   build-guest.sh FOLDER NODE ARGUMENTS
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$folder"
package=$(apt-cache depends linux-image-amd64 | grep -o 'linux-image-[0-9][^ ]*' | head -1)
kernel=${package#linux-image-}
ls "$package"_*.deb >/dev/null 2>&1 || apt-get download -q "$package"
rm -rf image first
dpkg-deb -x "$package"_*.deb image
depmod -b image "$kernel" 2>/dev/null
mkdir -p first/{bin,dev,proc,sys,host} "first/lib/modules/$kernel"
cp "$(command -v busybox)" first/bin/busybox
for module in virtio_pci 9pnet_virtio 9p dummy_hcd libcomposite usb_f_printer configfs; do
  modprobe -d "$folder/image" -S "$kernel" --show-depends "$module" 2>/dev/null | awk '{print $2}'
done | sort -u | grep '\.ko' | while read -r file; do
  relative=${file#*/lib/modules/}
  mkdir -p "first/lib/modules/$(dirname "$relative")"
  cp "$file" "first/lib/modules/$relative"
done
cp image/lib/modules/"$kernel"/modules.{order,builtin} "first/lib/modules/$kernel/"
depmod -b first "$kernel" 2>/dev/null
sed -e "s#@NODE@#$2#" -e "s#@ARGUMENTS@#$3#" "$here/init.sh" > first/init
chmod +x first/init
(cd first && find . | cpio -o -H newc 2>/dev/null | gzip -1 > ../first.gz)
ln -sf "image/boot/vmlinuz-$kernel" kernel
