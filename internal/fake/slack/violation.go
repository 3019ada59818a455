package fakeslack

import (
	"fmt"
	"slices"
)

// Violation is a rule of Slack's that the program broke.
type Violation struct {
	Where string // the method, "ack" or "response_url"
	Path  string // in the body
	Rule  string
}

func (v Violation) String() string { return fmt.Sprintf("%s: %s: %s", v.Where, v.Path, v.Rule) }

// Violations are the rules broken so far.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// ForgetViolations forgets the rules broken so far, for a test that breaks some on purpose, and returns them.
func (s *Server) ForgetViolations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.violations
	s.violations = nil
	return v
}

// violate notes a broken rule. The lock is held.
func (s *Server) violate(where, path, rule string) {
	s.violations = append(s.violations, Violation{Where: where, Path: path, Rule: rule})
	s.changed()
}
