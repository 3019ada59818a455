package bot

import (
	"cmp"
	"slices"
	"sync"

	"backtalk/internal/chat"
	"backtalk/internal/voice"
)

// CreditName as a Space's StaffCredit shows the name of the person who posted an answer.
const CreditName = "name"

// Space is what is set for one guild or workspace.
type Space struct {
	Platform     string
	ID           string     // the guild's or workspace's
	StaffChannel chat.Place // where staff are told of questions and dangers, perhaps on another platform; zero: nowhere
	BookingURL   string     // instead of the clinic's
	StaffCredit  string     // [CreditName], or anything else for the clinic's team
}

// setting is a place's space with its voice.
type setting struct {
	Space
	Speaker
}

// hasStaff tells whether staff can be told something.
func (s setting) hasStaff() bool { return s.StaffChannel != chat.Place{} }

// settings are the settings of all spaces.
type settings struct {
	bySpace map[[2]string]setting // by platform and id
	only    map[string]setting    // by platform, where exactly one space is set
	usual   Speaker
}

func newSettings(c voice.Clinic, spaces []Space) settings {
	all := settings{bySpace: map[[2]string]setting{}, only: map[string]setting{}, usual: NewSpeaker(c)}
	count := map[string]int{}
	for _, s := range spaces {
		own := c
		own.BookingURL = cmp.Or(s.BookingURL, c.BookingURL)
		set := setting{s, NewSpeaker(own)}
		all.bySpace[[2]string{s.Platform, s.ID}], all.only[s.Platform] = set, set
		count[s.Platform]++
	}
	for platform, n := range count {
		if n > 1 {
			delete(all.only, platform)
		}
	}
	return all
}

// none tells whether a platform has no space that is set.
func (s settings) none(platform string) bool {
	for key := range s.bySpace {
		if key[0] == platform {
			return false
		}
	}
	return true
}

// staffed are the settings of the spaces whose staff can be told something, by platform and id.
func (s settings) staffed() []setting {
	var all []setting
	for _, set := range s.bySpace {
		if set.hasStaff() {
			all = append(all, set)
		}
	}
	slices.SortFunc(all, func(x, y setting) int { return cmp.Or(cmp.Compare(x.Platform, y.Platform), cmp.Compare(x.ID, y.ID)) })
	return all
}

// at is what is set where something is said. A direct message that belongs to no space belongs to the only one that
// the platform has, if there is only one.
func (s settings) at(p chat.Place) setting {
	if set, ok := s.bySpace[[2]string{p.Platform, p.Space}]; ok {
		return set
	}
	if set, ok := s.only[p.Platform]; ok && p.Space == "" {
		return set
	}
	return setting{Space{Platform: p.Platform, ID: p.Space}, s.usual}
}

// spaces are those of each platform in which something was said since the start; one and another are all that matters.
// They are safe for concurrent use.
type spaces struct {
	mu     sync.Mutex
	seen   map[string][]string // by platform
	direct map[string]bool     // platforms whose direct messages belong to a space
}

func newSpaces() *spaces { return &spaces{seen: map[string][]string{}, direct: map[string]bool{}} }

// note notes where something was said.
func (s *spaces) note(at chat.Place, direct bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.Space == "" {
		return
	}
	if direct {
		s.direct[at.Platform] = true
	}
	if known := s.seen[at.Platform]; len(known) < 2 && (len(known) == 0 || known[0] != at.Space) {
		s.seen[at.Platform] = append(known, at.Space)
	}
}

// only tells whether a platform has one space, as far as is known.
func (s *spaces) only(platform string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.seen[platform]) == 1
}

// inside tells whether a platform's direct messages belong to a space.
func (s *spaces) inside(platform string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.direct[platform]
}
