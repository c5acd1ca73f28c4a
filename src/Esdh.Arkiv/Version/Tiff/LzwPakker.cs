namespace Esdh.Arkiv.Version.Tiff;

/// <summary>Packs bytes by TIFF's LZW: codes of 9 to 12 bits, highest bit first. One strip after the other.</summary>
internal sealed class LzwPakker
{
    private const int Nulstil = 256, Slutkode = 257, Foerste = 258, Flest = 4095, Pladser = 9001;

    private readonly int[] _noegler = new int[Pladser];
    private readonly short[] _koder = new short[Pladser];
    private byte[] _ud = new byte[192 * 1024];
    private uint _bit;
    private int _antalBit, _bredde, _naeste, _stoerste, _skrevet;

    /// <summary>The packed strip; good until the next call.</summary>
    public ReadOnlyMemory<byte> Pak(ReadOnlySpan<byte> raa)
    {
        (_bit, _antalBit, _skrevet) = (0, 0, 0);
        if (_ud.Length < (raa.Length * 2) + 16)
            _ud = new byte[(raa.Length * 2) + 16]; // a code of 12 bits for each byte is the worst
        Begynd();
        Skriv(Nulstil);
        if (raa.Length > 0)
        {
            var praefiks = (int)raa[0];
            foreach (var tegn in raa[1..])
            {
                var noegle = (tegn << 12) | praefiks;
                var plads = (int)((uint)noegle * 2654435761u % Pladser);
                while (_noegler[plads] >= 0 && _noegler[plads] != noegle)
                    plads = plads == 0 ? Pladser - 1 : plads - 1;
                if (_noegler[plads] == noegle)
                {
                    praefiks = _koder[plads];
                    continue;
                }

                Skriv(praefiks);
                praefiks = tegn;
                (_noegler[plads], _koder[plads]) = (noegle, (short)_naeste);
                Voks();
            }

            Skriv(praefiks);
            Voks();
        }

        Skriv(Slutkode);
        if (_antalBit > 0)
            _ud[_skrevet++] = (byte)(_bit << (8 - _antalBit));
        return _ud.AsMemory(0, _skrevet);
    }

    private void Voks()
    {
        _naeste++;
        if (_naeste == Flest - 1)
        {
            Skriv(Nulstil);
            Begynd();
        }
        else if (_naeste > _stoerste)
        {
            _bredde++;
            _stoerste = (1 << _bredde) - 1;
        }
    }

    private void Begynd()
    {
        Array.Fill(_noegler, -1);
        (_bredde, _naeste, _stoerste) = (9, Foerste, 511);
    }

    private void Skriv(int kode)
    {
        _bit = (_bit << _bredde) | (uint)kode;
        _antalBit += _bredde;
        while (_antalBit >= 8)
        {
            _antalBit -= 8;
            _ud[_skrevet++] = (byte)(_bit >> _antalBit);
        }
    }
}
