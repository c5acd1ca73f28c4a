namespace Esdh.Arkiv.Version.Tiff;

/// <summary>Packs black and white rows by ITU-T T.6 (group 4): each row is told as what differs from the one above.</summary>
internal sealed class G4pakker(int bredde, Stream ud)
{
    private int[] _over = Hvid(bredde, out _);
    private int[] _her = new int[bredde + 4];
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _fyldt, _antalBit;
    private uint _bit;

    /// <summary>A row of three bytes a dot, all 0 or all 255.</summary>
    public void Raekke(ReadOnlySpan<byte> rgb)
    {
        var antal = 0;
        for (var x = 0; x < rgb.Length;)
        {
            var sort = (antal & 1) != 0;
            var skift = rgb[x..].IndexOfAnyExcept(sort ? (byte)0 : (byte)255);
            if (skift < 0)
                break;
            x += skift;
            _her[antal++] = x / 3;
        }

        (_her[antal], _her[antal + 1], _her[antal + 2]) = (bredde, bredde, bredde);
        Kod();
        (_over, _her) = (_her, _over);
    }

    public void Slut()
    {
        Skriv(1, 12);
        Skriv(1, 12);
        if (_antalBit > 0)
            Skriv(0, 8 - _antalBit);
        ud.Write(_buffer, 0, _fyldt);
        _fyldt = 0;
    }

    private static int[] Hvid(int bredde, out int antal)
    {
        antal = 0;
        var raekke = new int[bredde + 4];
        (raekke[0], raekke[1], raekke[2]) = (bredde, bredde, bredde);
        return raekke;
    }

    private void Kod()
    {
        int a0 = -1, her = 0, over = 0;
        var sort = false;
        while (a0 < bredde)
        {
            var a1 = _her[her];
            // The first change above that is past a0 and goes to the other colour.
            while (over > 0 && _over[over - 1] > a0)
                over--;
            while (_over[over] < bredde && (_over[over] <= a0 || (over & 1) != 0 != sort))
                over++;
            var (b1, b2) = (_over[over], _over[over] < bredde ? _over[over + 1] : bredde);
            if (b2 < a1)
            {
                Skriv(0b0001, 4);
                a0 = b2;
                continue;
            }

            var forskel = a1 - b1;
            if (forskel is >= -3 and <= 3)
            {
                var (bit, antal) = forskel switch { 0 => (0b1u, 1), 1 => (0b011u, 3), 2 => (0b000011u, 6), 3 => (0b0000011u, 7), -1 => (0b010u, 3), -2 => (0b000010u, 6), _ => (0b0000010u, 7) };
                Skriv(bit, antal);
                a0 = a1;
                her++;
                sort = !sort;
            }
            else
            {
                var a2 = _her[her + 1];
                Skriv(0b001, 3);
                Loeb(a1 - Math.Max(a0, 0), sort);
                Loeb(a2 - a1, !sort);
                a0 = a2;
                her += 2;
            }
        }
    }

    private void Loeb(int laengde, bool sort)
    {
        var koder = sort ? G4koder.Sorte : G4koder.Hvide;
        while (laengde > 2560 + 63)
        {
            Skriv(koder[63 + 40].Bit, koder[63 + 40].Antal);
            laengde -= 2560;
        }

        if (laengde > 63)
        {
            var (bit, antal) = koder[63 + (laengde >> 6)];
            Skriv(bit, antal);
            laengde &= 63;
        }

        Skriv(koder[laengde].Bit, koder[laengde].Antal);
    }

    private void Skriv(uint bit, int antal)
    {
        _bit = (_bit << antal) | bit;
        _antalBit += antal;
        while (_antalBit >= 8)
        {
            _antalBit -= 8;
            _buffer[_fyldt++] = (byte)(_bit >> _antalBit);
            if (_fyldt == _buffer.Length)
            {
                ud.Write(_buffer);
                _fyldt = 0;
            }
        }
    }
}
