namespace Esdh.Arkiv.Kontrol;

/// <summary>
/// Whether a page is of one colour all over. Group 4 writes a white line as one bit, so a blank page is a run of ones; LZW and PackBits are unpacked until two
/// pixels differ, which on a written page is soon. Group 3 is not looked at.
/// </summary>
internal sealed class Blankside(Vindue fil, Tiffkontrol tiff, Tiffside side, int kompression, int proever, int bits)
{
    private const long MaksUdpakket = 256L << 20;

    private readonly long raekkelaengde = ((tiff.Tal(side, 256) * bits) + 7) / 8;
    private readonly bool forskelle = tiff.Tal(side, 317, 1) == 2 && bits % 8 == 0;
    private readonly byte[] pixel = new byte[64];
    private long sted; // in what is unpacked
    private bool ens = true;

    public bool ErBlank()
    {
        if (kompression is not (4 or 5 or 32773) || proever > 8 || bits is 0 or > 64 || raekkelaengde == 0 || (tiff.Tal(side, 284) == 2 && proever > 1))
            return false;
        var (steder, laengder) = (side.Maerker[273], side.Maerker[279]);
        var (hoejde, raekker) = (tiff.Tal(side, 257), Math.Max(1, tiff.Tal(side, 278)));
        if (kompression != 4 && (raekkelaengde > MaksUdpakket || hoejde > MaksUdpakket || raekkelaengde * hoejde > MaksUdpakket))
            return false;
        for (var i = 0; i < steder.Antal && ens; i++)
        {
            var iStriben = Math.Min(raekker, hoejde - (i * raekker));
            var (fra, laengde) = (tiff.Vaerdi(steder, i), tiff.Vaerdi(laengder, i));
            if (kompression == 4)
                ens = KunHvideLinjer(fra, laengde, iStriben);
            else if (kompression == 5)
                Lzw(fra, laengde, (sted / raekkelaengde * raekkelaengde) + (iStriben * raekkelaengde));
            else
                PackBits(fra, laengde, (sted / raekkelaengde * raekkelaengde) + (iStriben * raekkelaengde));
        }

        return ens && (kompression == 4 || sted >= raekkelaengde * hoejde);
    }

    private bool KunHvideLinjer(long fra, long laengde, long linjer)
    {
        if (laengde < (linjer + 7) / 8)
            return false;
        for (var hele = linjer / 8; hele > 0;)
        {
            var del = fil.Ved(fra, (int)Math.Min(hele, 64 * 1024));
            if (del.IsEmpty || del.ContainsAnyExcept((byte)0xFF))
                return false;
            (fra, hele) = (fra + del.Length, hele - del.Length);
        }

        var rest = (int)(linjer % 8);
        return rest == 0 || (fil.Ved(fra, 1) is [var b] && (b | (0xFF >> rest)) == 0xFF);
    }

    private void PackBits(long fra, long laengde, long til)
    {
        for (var slut = fra + laengde; fra < slut && ens && sted < til;)
        {
            if (fil.Ved(fra++, 1) is not [var b])
                return;
            var n = (sbyte)b;
            if (n >= 0)
            {
                var del = fil.Ved(fra, n + 1);
                fra += n + 1;
                foreach (var v in del)
                    Byte(v);
            }
            else if (n != -128 && fil.Ved(fra++, 1) is [var v])
            {
                for (var i = 0; i < 1 - n && ens; i++)
                    Byte(v);
            }
        }
    }

    private void Lzw(long fra, long laengde, long til)
    {
        var (forrige, sidste, stak) = (new short[4097], new byte[4097], new byte[4100]);
        var (naeste, kodelaengde, gammel) = (258, 9, -1);
        var (bitbuffer, antalBits) = (0, 0);
        for (var slut = fra + laengde; ens && sted < til;)
        {
            while (antalBits < kodelaengde)
            {
                if (fra >= slut || fil.Ved(fra++, 1) is not [var b])
                    return;
                (bitbuffer, antalBits) = (((bitbuffer << 8) | b) & 0xFFFFFF, antalBits + 8);
            }

            antalBits -= kodelaengde;
            var kode = (bitbuffer >> antalBits) & ((1 << kodelaengde) - 1);
            if (kode == 257)
                return;
            if (kode == 256)
            {
                (naeste, kodelaengde, gammel) = (258, 9, -1);
                continue;
            }

            if (kode > naeste || (kode == naeste && gammel < 0) || naeste > 4095)
            {
                ens = false; // broken: not for us to call blank
                return;
            }

            var (k, n) = (kode == naeste ? gammel : kode, 0);
            if (kode == naeste)
                n = 1; // its last byte is its first, filled in below
            for (; k >= 258 && n < 4099; k = forrige[k])
                stak[n++] = sidste[k];
            stak[n++] = (byte)k;
            if (kode == naeste)
                stak[0] = (byte)k;
            while (n > 0 && ens)
                Byte(stak[--n]);
            if (gammel >= 0)
            {
                (forrige[naeste], sidste[naeste]) = ((short)gammel, (byte)k);
                naeste++;
                if (naeste >= (1 << kodelaengde) - 1 && kodelaengde < 12)
                    kodelaengde++;
            }

            gammel = kode;
        }

    }

    /// <summary>The next byte of the picture: like the pixel before, or like the row above where pixels are less than a byte.</summary>
    private void Byte(byte b)
    {
        var iRaekken = sted % raekkelaengde;
        if (bits % 8 == 0)
        {
            var bytes = bits / 8;
            if (sted < bytes)
                pixel[sted] = b;
            else if (b != (forskelle && iRaekken >= bytes ? 0 : pixel[iRaekken % bytes]))
                ens = false;
        }
        else
        {
            var rest = (int)(tiff.Tal(side, 256) * bits % 8);
            var maske = iRaekken == raekkelaengde - 1 && rest > 0 ? (byte)(0xFF << (8 - rest)) : (byte)0xFF;
            var enfarvet = bits switch { 1 => b >> 7 == 0 ? 0 : 0xFF, 2 => (b >> 6) * 0x55, 4 => (b >> 4) * 0x11, _ => b };
            if (sted == 0)
                pixel[0] = (byte)enfarvet;
            if ((b & maske) != (pixel[0] & maske))
                ens = false;
        }

        sted++;
    }
}
