package corpus

import "slices"

// Replacement is a built-in section that is not served, because the clinic wrote one on the same subject.
type Replacement struct {
	Builtin, Own *Section
	Topic        string // that both are about; empty when they have the same id
}

// Replaced are the built-in sections that own ones took the place of, in their order.
func (c *Corpus) Replaced() []Replacement { return slices.Clone(c.replaced) }

// replace drops the built-in sections that own ones take the place of: those with the same id, and those whose first topic
// an own section covers. A heading without text is no loss and not listed.
func (c *Corpus) replace() {
	byID, byTopic := c.ownSections()
	gone := map[*Section]bool{}
	for _, d := range c.documents {
		if !d.Builtin {
			continue
		}
		for _, s := range d.Sections {
			by := Replacement{s, byID[s.ID], ""}
			if topic := s.firstTopic(); by.Own == nil && topic != "" {
				by.Own, by.Topic = byTopic[topic], topic
			}
			if by.Own != nil {
				gone[s] = true
			}
			if by.Own != nil && len(s.Passages) > 0 {
				c.replaced = append(c.replaced, by)
			}
		}
	}
	if len(gone) > 0 {
		c.drop(gone)
	}
}

// ownSections are the clinic's own sections by id and by each topic that they cover, of several the first.
func (c *Corpus) ownSections() (byID, byTopic map[string]*Section) {
	byID, byTopic = map[string]*Section{}, map[string]*Section{}
	for _, d := range c.documents {
		if d.Builtin {
			continue
		}
		for _, s := range d.Sections {
			byID[s.ID] = s
			for _, p := range s.Passages {
				for _, t := range p.topics {
					if byTopic[t] == nil {
						byTopic[t] = s
					}
				}
			}
		}
	}
	return byID, byTopic
}

// firstTopic is what the section is about above all; empty when it covers nothing.
func (s *Section) firstTopic() string {
	for _, p := range s.Passages {
		if len(p.topics) > 0 {
			return p.topics[0]
		}
	}
	return ""
}

// drop takes sections out. A document that is left without a passage goes with them.
func (c *Corpus) drop(gone map[*Section]bool) {
	left := func(p *Passage) bool { return gone[p.section] }
	c.passages = slices.DeleteFunc(c.passages, left)
	c.claims = slices.DeleteFunc(c.claims, func(claim Claim) bool { return left(claim.Passage) })
	for topic, all := range c.covering {
		c.covering[topic] = slices.DeleteFunc(all, left)
	}
	for s := range gone {
		for _, p := range s.Passages {
			delete(c.byPassage, p.id)
		}
	}
	c.documents = slices.DeleteFunc(c.documents, func(d *Document) bool {
		return d.Builtin && !slices.ContainsFunc(d.Sections, func(s *Section) bool { return len(s.Passages) > 0 && !gone[s] })
	})
	for _, d := range c.documents {
		d.Sections = slices.DeleteFunc(d.Sections, func(s *Section) bool { return gone[s] })
		if d.Builtin {
			d.linkIntroductions()
		}
	}
}
