#!/bin/bash
# Debian's INN for the tests, which start it themselves in folders of their own. Its post-install script wants a host
# with a full name and would start a service; neither is needed, so the packages are unpacked and not configured.
set -euo pipefail

[ -x /usr/lib/news/bin/innd ] && exit 0

# The libraries it stands on are installed as ever; what it only wants for mail and service scripts is left out.
names=$(apt-cache depends inn2 | sed -n 's/^ *\(Pre\)\?Depends: \([a-z0-9.+-]*\)$/\2/p')
wanted=(perl)
for name in $names; do
  case $name in
    time | init-system-helpers | inn2-inews) ;;
    *) wanted+=("$name") ;;
  esac
done
apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# apt drops its rights to this user while it fetches.
chmod 777 "$folder"
(cd "$folder" && apt-get download -qq inn2 inn2-inews >/dev/null)
for package in "$folder"/*.deb; do dpkg -x "$package" /; done

getent group news >/dev/null || groupadd --system --gid 9 news
getent passwd news >/dev/null || useradd --system --uid 9 --gid news --shell /usr/sbin/nologin news
/sbin/ldconfig
[ -x /usr/lib/news/bin/innd ]
