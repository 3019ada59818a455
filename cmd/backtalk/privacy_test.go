package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"backtalk/internal/store"
)

// talk is who said what where, as far as the files must not tell.
type talk struct {
	people []string // ids
	public []string // ids of messages that everybody could read
}

// entry is one thing that is kept in the data folder, as "backtalk help privacy" lists it: a table of the data file with its
// columns, a kind of memo (what stands before the first slash of a key), or a file; what it is, and for how long.
type entry struct{ where, what, until string }

// keptIn are the entries under a heading of the list.
func keptIn(heading string) (all []entry) {
	_, list, _ := strings.Cut(privacyHelp, "\n## "+heading)
	list, _, _ = strings.Cut(list, "\n## ")
	for _, m := range regexp.MustCompile(`(?m)^- (.*)\n  ([A-Z].*)\.\n  Kept: (.*)\.$`).FindAllStringSubmatch(list, -1) {
		all = append(all, entry{m[1], m[2], m[3]})
	}
	if len(all) == 0 || len(all) != strings.Count(list, "\n- ") {
		panic("the list under " + heading + " holds entries of another form")
	}
	return all
}

func keptInTables() []entry { return keptIn("Tables") }
func keptInMemos() []entry  { return keptIn("Memos") }
func keptInFiles() []entry  { return keptIn("Files") }

// keptBeyond opens a data folder that no program uses, and says what is there that "backtalk help privacy" does not list.
func keptBeyond(dir string, said talk) (faults []string, err error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if !slices.ContainsFunc(keptInFiles(), func(e entry) bool { return isOneOf(f.Name(), e.where) }) {
			faults = append(faults, "the file "+f.Name())
		}
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "backtalk.db"))
	if err != nil {
		return nil, err
	}
	defer db.Close()
	tables, err := column(db, `SELECT m.name || ': ' || group_concat(c.name, ', ' ORDER BY c.cid) FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name`)
	if err != nil {
		return nil, err
	}
	if len(tables) == 0 {
		return nil, fmt.Errorf("no tables in %s", dir)
	}
	for _, table := range tables {
		if !slices.ContainsFunc(keptInTables(), func(e entry) bool { return e.where == table }) {
			faults = append(faults, "the table "+table)
		}
	}
	waiting, err := column(db, `SELECT message FROM pending`)
	if err != nil {
		return nil, err
	}
	for range waiting {
		faults = append(faults, "a text, though everything is answered")
	}
	memos, err := column(db, `SELECT key || ' ' || value FROM kept`)
	if err != nil {
		return nil, err
	}
	for _, memo := range memos {
		faults = append(faults, said.beyond(memo)...)
	}
	return faults, nil
}

// beyond says what a memo tells that it must not tell.
func (said talk) beyond(memo string) (faults []string) {
	kind, _, _ := strings.Cut(memo, "/")
	key, value, _ := strings.Cut(memo, " ")
	switch {
	case !slices.ContainsFunc(keptInMemos(), func(e entry) bool { return e.where == kind }):
		faults = append(faults, "a memo of the kind "+kind)
	case kind == "others" || kind == "warned": // of messages, and of what was asked: only where everybody could read that
		if !slices.Contains(said.public, path.Base(key)) {
			faults = append(faults, "a memo on a private message: "+memo)
		}
	case strings.Contains(value, "passage") || strings.Contains(value, "flag:"):
		faults = append(faults, "a memo on what was said: "+memo)
	}
	naming := []string{"hold", "open", "stands", "lift", "dm", "thread"}
	for _, id := range said.people {
		if strings.Contains(memo, id) && !slices.Contains(naming, kind) {
			faults = append(faults, "a memo that names somebody: "+memo)
		}
	}
	return faults
}

// isOneOf tells whether a file's name is one of a list, in which dots stand for any end.
func isOneOf(name, list string) bool {
	for one := range strings.SplitSeq(list, ", ") {
		if start, any := strings.CutSuffix(one, "..."); name == one || any && strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// column is the one column of a query.
func column(db *sql.DB, query string) (all []string, err error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// keepsOnly wants that a program which has ended kept nothing that the list does not name.
func (h *home) keepsOnly(said talk) {
	h.t.Helper()
	faults, err := keptBeyond(filepath.Join(h.dir, "data"), said)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, f := range faults {
		h.t.Errorf("kept and not in \"backtalk help privacy\": %s", f)
	}
}

// TestKeepsOnlySees puts into a data folder what must not be there, and wants each thing seen.
func TestKeepsOnlySees(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	kept, err := store.Open(context.Background(), dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range map[string]string{
		"others/discord/1/2/public": "passage:0:massage/shiatsu/1", "hold/discord/4711": "1", // these may be there
		"others/discord/1/2/private": "passage:0:massage/shiatsu/1", "warned/discord/1/2/private": "open", "topic/discord/1": "shiatsu",
		"seen/discord": "4711", "ask/discord/1": "passage:0:massage/shiatsu/1",
	} {
		if err := kept.Keep(context.Background(), key, value, time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "backtalk.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(`CREATE TABLE asked (who, what); ALTER TABLE posted ADD COLUMN topic TEXT; INSERT INTO pending VALUES (1, 'discord', 1, 'my back')`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	faults, err := keptBeyond(dir, talk{people: []string{"4711"}, public: []string{"public"}})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(faults)
	want := []string{
		"a memo of the kind topic", "a memo on a private message: others/discord/1/2/private passage:0:massage/shiatsu/1",
		"a memo on a private message: warned/discord/1/2/private open", "a memo on what was said: ask/discord/1 passage:0:massage/shiatsu/1",
		"a memo that names somebody: seen/discord 4711", "a text, though everything is answered", "the file notes.txt", "the table asked: who, what",
		"the table posted: id, accepted, ref, aside, private, warning, staff, topic",
	}
	if !slices.Equal(faults, want) {
		t.Errorf("saw\n%s\nwant\n%s", strings.Join(faults, "\n"), strings.Join(want, "\n"))
	}
}

// TestPrivacyHelp: the owner reads every entry of the list, and what follows from the platforms' rules.
func TestPrivacyHelp(t *testing.T) {
	t.Parallel()
	h := newHome(t, "")
	text, err := h.command("", "help", "privacy")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range [][]entry{keptInTables(), keptInMemos(), keptInFiles()} {
		if len(part) == 0 {
			t.Fatal("an empty list")
		}
		for _, e := range part {
			lookFor(t, "the list", text, e.where, e.what, e.until)
		}
	}
	lookFor(t, "the rest", text, "does not encrypt", "protected health", "communicate with", "Forget me", "train nothing")
}
