#!/usr/bin/env bash
# A Debian base image (about 110 MB) without a registry: bash, coreutils, curl, PostgreSQL's packages on demand.
# Usage: base.sh IMAGE [PACKAGE...]
set -euo pipefail
image=$1
shift
packages=$(IFS=,; echo "ca-certificates,curl,$*")
mmdebstrap --quiet --variant=minbase --include="${packages%,}" \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --dpkgopt='path-exclude=/usr/lib/*/libLLVM*' --dpkgopt='path-exclude=/usr/lib/postgresql/*/lib/llvmjit*' --dpkgopt='path-exclude=/usr/lib/postgresql/*/lib/bitcode/*' \
  --essential-hook='mkdir -p "$1/usr/share/man/man1" "$1/usr/share/man/man7"' \
  --customize-hook='rm -rf "$1"/usr/share/man/* "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*' \
  "${TESSERA_DEBIAN:-trixie}" - | docker import --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$image"
