package importing

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestTables reads tables; beside each stands the article that it makes.
func TestTables(t *testing.T) {
	files, err := filepath.Glob("testdata/tables/*.?sv")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d tables, %v", len(files), err)
	}
	for _, file := range files {
		a, err := Read(t.Context(), nil, file)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		roundTrip(t, a)
		golden(t, strings.TrimSuffix(file, filepath.Ext(file))+".md", string(a.Markdown()))
	}
}

// TestTableFaults: what is wrong in a table is named with its line.
func TestTableFaults(t *testing.T) {
	tests := []struct{ name, table, want string }{
		{"empty", "", "a.csv:1: has no second column"},
		{"one column", "What?\nWho?\n", "a.csv:1: has no second column"},
		{"no answer", "question,answer\nWhat?,This.\n\"Who\nis it?\",\n", "a.csv:3: has no answer; write it, or remove the row"},
		{"no question", "question,answer\n,This.\n", "a.csv:2: has no question"},
		{"names alone", "question,answer\n", "a.csv:1: has names of columns and nothing below them"},
		{"a separator too many", "question,answer\nWhat?,This, or that.\nWho?,I.\n", "a.csv:2: has 3 cells where the first row has 2; a text that holds the separator needs quotes"},
		{"a bare quote", "What?,This.\nWho?,I \"am\"\n", "a.csv:2: a quotation mark stands inside a cell"},
		{"an open quote", "What?,This.\nWho?,\"I am\nhere\n", "a.csv:2: the quotes that begin here are not closed"},
		{"Latin 1", "What?,This.\nWho?,Ren\xe9\n", `a.csv:2: is not text in UTF-8 here; save the table as "CSV UTF-8"`},
		{"UTF-16", "\xff\xfeW\x00", "a.csv:1: is not text in UTF-8"},
		{"answers first", "answer,b\n" + strings.Repeat("word ", 41) + ",What?\n", "a.csv:2: the question has more than 40 words; is it in the right column?"},
	}
	for _, tt := range tests {
		if _, err := Table("a.csv", []byte(tt.table)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}
