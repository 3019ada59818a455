package phrase

// Piece is one place of a pattern, for whoever reads it.
type Piece struct {
	Any    []string // what may stand there: a phrase, or a set as "<name>"
	First  bool     // it begins a part, which may stand anywhere within [Apart] words of the others
	Within int      // else: how many words may stand between it and what is before it
	After  bool     // it must follow that; otherwise the order does not matter
}

// Pieces returns the places of a pattern in their order.
func Pieces(line string) ([]Piece, error) {
	var alternatives []string
	p, err := parsePattern(line, func(alt string) (int32, error) {
		alternatives = append(alternatives, alt)
		return int32(len(alternatives) - 1), nil
	})
	if err != nil {
		return nil, err
	}
	var out []Piece
	for _, pt := range p.parts {
		for i, e := range pt {
			piece := Piece{First: i == 0, Within: int(e.within), After: e.ordered}
			for _, g := range e.groups {
				piece.Any = append(piece.Any, alternatives[g])
			}
			out = append(out, piece)
		}
	}
	return out, nil
}
