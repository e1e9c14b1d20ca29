# A PostgreSQL database with pgbench's tables: `make` fills $DATA, `measure` starts the server on it and prints its figures.
# Set before: STEP DATA SCALE FIRST STEADY. Of the shell and PostgreSQL's own programs; date is the shell's neighbour everywhere.
set -eu
export LC_ALL=C PGHOST=/tmp PGUSER=postgres PGDATABASE=postgres PGCONNECT_TIMEOUT=30
log=/tmp/layertax-postgresql.log

# Packages keep the server's programs off the path, and Debian's are there by the same names as wrappers that need more.
for bin in /usr/local/pgsql/bin /opt/bitnami/postgresql/bin /usr/pgsql-*/bin /usr/lib/postgresql/*/bin; do
  if [ -x "$bin/postgres" ]; then PATH=$bin:$PATH; fi
done
for program in initdb postgres pg_ctl psql pgbench; do
  command -v "$program" >/dev/null || { echo "the image has no $program on its path or where packages put it" >&2; exit 1; }
done

sql() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

failed() { # WHY: the last line on stderr is the reason.
  echo "$1" >&2
  exit 1
}

broken() { # WHAT: with the last complaint of the server, which knows more.
  tail -n 20 "$log" >&2 || true
  why=$(grep -E 'PANIC|FATAL|ERROR|error:' "$log" | grep -v 'is starting up' | tail -n 1) || true
  failed "$1${why:+: $why}"
}

nanos() { # Where date has no nanoseconds, the kernel's hundredths do.
  now=$(date +%s%N)
  case $now in *[!0-9]* | ??????????) read -r now _ </proc/uptime; now="${now%.*}${now#*.}0000000" ;; esac
  echo "$now"
}

start() {
  postgres -D "$DATA" >"$log" 2>&1 &
  server=$!
  until psql -X -q -A -t -c 'select 1' >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null || broken "the server did not start"
  done
}

stop() {
  pg_ctl -D "$DATA" -m fast -w stop >/dev/null || broken "the server did not stop"
  wait "$server" || true
}

make() {
  initdb -D "$DATA" -U postgres --auth=trust --encoding=UTF8 --no-locale >"$log" 2>&1 || broken "initdb failed"
  # Nothing of the background's falls into one phase by chance.
  cat >>"$DATA/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '/tmp'
autovacuum = off
CONF
  start
  pgbench -i -q -s "$SCALE" >>"$log" 2>&1 || broken "pgbench could not make its tables"
  sql -c 'create extension if not exists amcheck' >>"$log" 2>&1 || echo "no amcheck in this image" >>"$log"
  sql -c 'checkpoint'
  stop
}

transactions() { # PHASE COUNT SEED: the same transactions in every visit.
  out=$(pgbench -n -t "$2" --random-seed="$3" 2>&1) || { echo "$out" >&2; broken "the phase $1 failed"; }
  echo "$out" | sed -n "s/^tps = \([0-9.]*\).*/$1 \1 per second/p"
}

statement() { # PHASE SQL
  out=$(psql -X -v ON_ERROR_STOP=1 -c '\timing on' -c "$2" 2>&1) || { echo "$out" >&2; broken "the phase $1 failed"; }
  echo "$out" | sed -n "s/^Time: \([0-9.]*\) ms.*/$1 \1 ms/p"
}

verify() {
  sums=$(sql -F ' ' -c 'select (select sum(abalance) from pgbench_accounts), (select sum(tbalance) from pgbench_tellers),
    (select sum(bbalance) from pgbench_branches), (select sum(delta) from pgbench_history),
    (select count(*) from pgbench_history), (select count(*) from pgbench_accounts)') || broken "the database fails its check"
  # shellcheck disable=SC2086
  set -- $sums
  if [ "$1" != "$2" ] || [ "$1" != "$3" ] || [ "$1" != "$4" ]; then
    failed "the database fails its check: the balances of accounts, tellers, branches and history sum to $1, $2, $3 and $4"
  fi
  [ "$5" = $((FIRST + STEADY)) ] || failed "the database fails its check: its history has $5 rows after $((FIRST + STEADY)) transactions"
  [ "$6" = $((SCALE * 100000)) ] || failed "the database fails its check: it has $6 accounts of $((SCALE * 100000))"
  checked=
  if [ "$(sql -c "select count(*) from pg_extension where extname = 'amcheck'")" = 1 ]; then
    sql -c "select bt_index_check(indexrelid, true) from pg_index where indrelid::regclass::text like 'pgbench_%'" >/dev/null ||
      broken "the database fails its check"
    checked=', indexes fit their tables (amcheck)'
  fi
  echo "verified: balances of accounts, tellers, branches and history sum to $1, $5 transactions$checked"
}

measure() {
  # Memory starts empty.
  [ -s "$DATA/PG_VERSION" ] || make
  begin=$(nanos)
  start
  end=$(nanos)
  echo "start $((end - begin)) ns"
  transactions first "$FIRST" 1
  transactions steady "$STEADY" 2
  statement checkpoint 'checkpoint'
  statement vacuum-full 'vacuum full pgbench_accounts'
  verify
  stop
}

"$STEP"
