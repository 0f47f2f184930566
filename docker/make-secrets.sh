#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Makes the secrets of compose.yaml at random, those that are not there yet.
set -eu
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
# The folder is private; the files can be read by the containers' users, into which each is mounted by itself.
chmod 700 "$folder"
for name in db_password publish_password geoserver_admin_password; do
    if [ ! -e "$folder/$name" ]; then
        od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$folder/$name"
        chmod 444 "$folder/$name"
        echo "made $folder/$name"
    fi
done
