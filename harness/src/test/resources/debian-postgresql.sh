#!/bin/sh
# Makes root.tar in a directory: Debian's PostgreSQL with a shell and the few programs beside it, from packages that apt-get can
# download. usage: debian-postgresql.sh DIRECTORY     What is in the directory already is not made again.
set -eu
cd "$1"
[ ! -s root.tar ] || exit 0

server=$(apt-cache depends postgresql | sed -n 's/.*Depends: \(postgresql-[0-9]*\)$/\1/p' | head -n 1)
[ -n "$server" ] || { echo "apt knows no package postgresql" >&2; exit 1; }
# Perl is for Debian's wrappers, LLVM for compiling queries, the rest for installing: PostgreSQL starts without.
unneeded='^(perl|lib.*perl|debconf|cdebconf|libdebian-installer|adduser|locales|libllvm|libz3|libc-l10n|openssl|ssl-cert|ucf|passwd|dpkg'
unneeded="$unneeded|postgresql-common|postgresql-client-common|usrmerge|usr-is-merged|install-info|libnewt|libslang|libtextwrap"
unneeded="$unneeded|readline-common|sensible-utils|sysvinit-utils|init-system-helpers|lsb-base|netbase|gcc-|libelogind|libpam-modules)"
mkdir -p packages root
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
  "$server" dash coreutils findutils sed grep | grep '^[a-z0-9]' | grep -Ev "$unneeded" | sort -u)
# shellcheck disable=SC2086
(cd packages && apt-get -q download $packages >/dev/null)

for directory in bin sbin lib lib64; do
  mkdir -p "root/usr/$directory"
  [ -e "root/$directory" ] || ln -s "usr/$directory" "root/$directory"
done
for package in packages/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x --no-same-owner --keep-directory-symlink -C root
done
rm -rf root/usr/share/doc root/usr/share/man root/usr/share/locale root/usr/share/info root/usr/share/zoneinfo/right \
  root/usr/lib/postgresql/*/lib/bitcode root/usr/lib/postgresql/*/lib/llvmjit* root/usr/share/icons

mkdir -p root/etc root/proc root/sys root/dev root/tmp root/run root/var/lib/postgresql/data
printf 'root:x:0:0::/root:/bin/sh\npostgres:x:999:999::/var/lib/postgresql:/bin/sh\n' >root/etc/passwd
printf 'root:x:0:\npostgres:x:999:\n' >root/etc/group
chmod 1777 root/tmp
tar -C root --owner=0 --group=0 --numeric-owner -cf part.tar .
mv part.tar root.tar
rm -rf root packages
