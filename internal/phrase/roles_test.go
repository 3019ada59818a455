package phrase

import (
	"slices"
	"strings"
	"testing"
)

// TestRoles holds that every word of a role can be read.
func TestRoles(t *testing.T) {
	for ro, list := range roleWords() {
		for _, w := range strings.FieldsFunc(list, func(r rune) bool { return r == '|' }) {
			if _, err := newTrie(nil).phrase(w); err != nil {
				t.Errorf("role %d: %v", ro, err)
			}
		}
	}
}

// TestRolesNameNoIllness: no guard names a part of the body or an illness.
func TestRolesNameNoIllness(t *testing.T) {
	named := []string{"back", "chest", "leg", "cancer", "stroke", "numb", "pain", "massage chair"}
	for _, list := range roleWords() {
		if strings.Contains(list, "back to normal") || strings.Contains(list, "back in") { // no part of the body
			continue
		}
		for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r == ' ' || r == '|' || r == '\n' }) {
			if slices.Contains(named, word) {
				t.Errorf("a guard names %q", word)
			}
		}
	}
}
